/** A contact out of labelled values, and what the registry withholds of it. */
import type { Contact, Redaction } from "../model/record.ts";
import { known } from "../record/json.ts";
import { type Withheld, redactionsUnder, withoutStandIns } from "../record/redaction.ts";
import { contactKeys, roleLabel } from "../record/whois-keys.ts";
import { dateIn } from "./date.ts";
import type { ContactWord } from "./words.ts";

/** A value and what it is of the contact. */
export interface ContactValue {
  readonly word: ContactWord;
  readonly value: string;
}

/** A contact as a reply has it. */
export interface ReadContact {
  readonly contact: Contact;
  readonly redacted: readonly Redaction[];
}

/** Values that only say that there is nothing to see. */
const WITHHELD =
  /^(?:not (?:published|disclosed|shown)|hidden upon|withheld|statutory masking|data protected|private(?: person)?$|please (?:contact|query) the (?:rdds|whois|registrar)|(?:data )?redacted)/i;

/** Makes the contact of a role. Members that the reply does not have are left out. */
export function contactOf(role: string, values: readonly ContactValue[]): ReadContact {
  const [shown, hidden] = partition(values.slice(0, MAX_VALUES));
  const [contact, standIns] = withoutStandIns(membersOf(role, shown));
  const redacted = redactionsUnder(roleLabel(role), [...standIns, ...hidden]);
  return { contact, redacted };
}

const MAX_VALUES = 200;

function partition(
  values: readonly ContactValue[],
): readonly [readonly ContactValue[], readonly Withheld[]] {
  const ends = new Map<string, string>([["handle", "ID"], ...contactKeys, ["address", "Street"]]);
  const hidden = values.filter(({ value }) => WITHHELD.test(value));
  const shown = values.filter(({ value }) => !WITHHELD.test(value));
  return [
    shown,
    hidden.flatMap(({ word, value }) => {
      const end = ends.get(word);
      const isPlain = /^(?:data )?redacted(?: for privacy)?$/i.test(value);
      return end === undefined ? [] : { end, reason: isPlain ? undefined : value };
    }),
  ];
}

function membersOf(role: string, values: readonly ContactValue[]): Contact {
  const all = (word: ContactWord): readonly string[] =>
    values.flatMap((item) => (item.word === word ? item.value : []));
  const first = (word: ContactWord): string | undefined => all(word)[0];
  const lines = linesOf(role, all("line"));
  const [email, ...otherEmails] = distinct([...all("email"), ...lines.emails]);
  const [phone, ...otherPhones] = distinct([...all("phone"), ...lines.phones]);
  const isForm = email !== undefined && /^https?:\/\//i.test(email);
  const inParts = first("city") ?? first("postalCode") ?? first("state");
  const address = [...all("address"), ...lines.address];
  return known({
    handle: first("handle"),
    name: first("name") ?? lines.name,
    organization: first("organization") ?? lines.organization,
    street: inParts === undefined ? all("street") : [...all("street"), ...address],
    city: first("city"),
    state: first("state"),
    postalCode: first("postalCode"),
    country: first("country"),
    address: inParts === undefined ? address : [],
    phone,
    phoneExt: first("phoneExt"),
    fax: first("fax") ?? lines.fax,
    faxExt: first("faxExt"),
    otherPhones,
    email: isForm ? undefined : email,
    otherEmails,
    contactUri: isForm ? email : undefined,
    url: first("url"),
    created: all("created").flatMap((text) => dateIn(text) ?? [])[0],
    updated: all("updated")
      .flatMap((text) => dateIn(text) ?? [])
      .toSorted()
      .at(-1),
  });
}

const distinct = (texts: readonly string[]): readonly string[] => [...new Set(texts)];

/** Words that only companies have in their names. */
const COMPANY =
  /\b(?:inc|llc|llp|ltd|limited|gmbh|ag|corp|corporation|company|co|s\.?a|sarl|s\.?r\.?l|oy|ab|as|a\/s|bv|b\.v|nv|plc|kft|pty|pte|sp\. z o\.o|university|association|foundation|ministry|center|centre)\b\.?/i;

/** Lines without labels: the first says who, the others where, unless they look like something else. */
function linesOf(role: string, lines: readonly string[]) {
  const [who, ...rest] = lines;
  const emails = rest.flatMap((line) => /[\w.+-]{1,64}@[\w.-]{1,255}/.exec(line)?.[0] ?? []);
  const numbers = (pattern: RegExp): readonly string[] =>
    rest.flatMap((line) => pattern.exec(line)?.[1] ?? []);
  const phones = numbers(/^(?:tel|phone)\W{1,3}(.{3,60})$/i);
  const [fax] = numbers(/^fax\W{1,3}(.{3,60})$/i);
  const isCompany = who !== undefined && role !== "registrar" && COMPANY.test(who);
  return {
    name: isCompany ? undefined : who,
    organization: isCompany ? who : undefined,
    address: rest.filter((line) => !/@|^(?:tel|phone|fax)\b/i.test(line)),
    emails,
    phones,
    fax,
  };
}
