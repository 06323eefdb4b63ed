/** How to reach a contact: numbers, addresses and web sites. */
import type { LinesOfContact } from "./contact-lines.ts";
import { type ContactValue, textOf, textsOf } from "./contact-value.ts";
import { isWebAddress } from "./contact-who.ts";

/** Numbers, e-mail addresses, the form in place of one, and the web site. */
export function howIn(values: readonly ContactValue[], lines: LinesOfContact) {
  // .ru names a web form as the administrative contact.
  const forms = textsOf(values, "title").filter(isWebAddress);
  const written = distinct([...textsOf(values, "email"), ...lines.emails, ...forms]);
  const [email, ...otherEmails] = written.filter((text) => EMAIL.test(text.slice(0, 500)));
  const contactUri = written.flatMap((text) => FORM.exec(text)?.[0] ?? [])[0];
  const [phone, ...otherPhones] = numbers([...textsOf(values, "phone"), ...lines.phones]);
  const [fax] = numbers([...textsOf(values, "fax"), ...lines.faxes]);
  return {
    phone,
    phoneExt: textOf(values, "phoneExt"),
    fax,
    faxExt: textOf(values, "faxExt"),
    otherPhones,
    email,
    otherEmails,
    contactUri,
    url: textOf(values, "url") ?? lines.urls[0],
  };
}

/** An address, also one that is spelled so that machines should not read it: `info AT example.org`. */
const EMAIL = /^[^\s:/]{1,64}(?:@| ?[[(]?at[\])]? )\S{1,255}$/i;

/** A web form in place of an address, also inside a sentence. */
const FORM = /https?:\/\/\S{3,500}/i;

/** Some registries write numbers as URIs (RFC 3966), some many times. */
const numbers = (texts: readonly string[]): readonly string[] =>
  distinct(texts.map((text) => text.replace(/^tel:/i, "")));

const distinct = (texts: readonly string[]): readonly string[] => [...new Set(texts)];
