/** A contact as jCard (RFC 7095), the form of RDAP's `vcardArray`. */
import type { Contact } from "../model/record.ts";
import type { Json } from "./json.ts";
import { webAddress } from "./links.ts";

type Property = readonly [name: string, parameters: Json, type: string, value: Json];

/** The card; it always has a name (RFC 6350, section 6.2.1), if only an empty one. */
export function vcardOf(contact: Contact): Json {
  const { name, organization, kind, url, contactUri } = contact;
  const properties: readonly Property[] = [
    ["version", {}, "text", "4.0"],
    ["fn", {}, "text", name ?? organization ?? ""],
    ...text("kind", kind !== undefined && KINDS.has(kind) ? kind : undefined),
    ...text("org", organization),
    ...addressOf(contact),
    ...phone(contact.phone, contact.phoneExt, "voice"),
    ...(contact.otherPhones ?? []).flatMap((number) => phone(number, undefined, "voice")),
    ...phone(contact.fax, contact.faxExt, "fax"),
    ...text("email", contact.email),
    ...(contact.otherEmails ?? []).flatMap((email) => text("email", email)),
    ...uri("contact-uri", contactUri),
    ...uri("url", url === undefined ? undefined : webAddress(url)),
  ];
  return ["vcard", properties];
}

/** vCard's own words (RFC 6350, section 6.1.4). */
const KINDS: ReadonlySet<string> = new Set(["individual", "group", "org", "location"]);

const text = (name: string, value: string | undefined): readonly Property[] =>
  value === undefined ? [] : [[name, {}, "text", value]];

const uri = (name: string, value: string | undefined): readonly Property[] =>
  value === undefined || !URL.canParse(value) ? [] : [[name, {}, "uri", value]];

function addressOf(contact: Contact): readonly Property[] {
  const { street = [], city = "", state = "", postalCode = "", country, address = [] } = contact;
  const cc = /^[A-Z]{2}$/i.test(country ?? "") ? { cc: country?.toUpperCase() } : {};
  const label = address.length === 0 ? {} : { label: address.join("\n") };
  const isKnown =
    street.length + address.length > 0 || [city, state, postalCode, country ?? ""].some((it) => it);
  if (!isKnown) return [];
  const lines = street.length > 1 ? street : (street[0] ?? "");
  // Where the country is a code, RFC 8605 has a parameter for it, and the text stays empty.
  const word = "cc" in cc ? "" : (country ?? "");
  const parts = ["", "", lines, city, state, postalCode, word];
  return [["adr", { ...cc, ...label }, "text", parts]];
}

function phone(
  number: string | undefined,
  ext: string | undefined,
  type: "fax" | "voice",
): readonly Property[] {
  if (number === undefined) return [];
  const plain = number.replaceAll(/[\s()]/g, "");
  // Only a global number makes a URI (RFC 3966, section 5.1.4), and `(0)` is no part of one.
  if (!/^\+[\d.-]{3,30}$/.test(plain) || number.includes("(0)"))
    return [["tel", { type }, "text", number]];
  return [["tel", { type }, "uri", `tel:${plain}${ext === undefined ? "" : `;ext=${ext}`}`]];
}
