/**
 * Contacts as jCard (RFC 7095): `["vcard", [["fn", {}, "text", "Joe User"], …]]`.
 *
 * @example
 * contactOfVcard(["vcard", [["fn", {}, "text", "Joe User"]]]); // { name: "Joe User" }
 */

import type { Contact } from "../model/record.ts";
import { addressOf, countryOf } from "./address.ts";
import { type JsonObject, known, listOf, objectOf, textsOf } from "./json.ts";
import { limits } from "./limits.ts";
import { phoneMembers, phoneOf } from "./phone.ts";
import { textOf } from "./text.ts";

interface Property {
  /** Lower case. */
  readonly name: string;
  readonly parameters: JsonObject;
  readonly value: unknown;
}

/** Reads a `vcardArray` member; what is malformed in it is skipped. */
export function contactOfVcard(vcard: unknown): Contact {
  const properties = propertiesOf(vcard);
  const all = (name: string): readonly Property[] =>
    properties.filter((property) => property.name === name);
  const first = (name: string): string | undefined =>
    all(name).flatMap(({ value }) => flat(value) ?? [])[0];
  const [email, ...otherEmails] = new Set(all("email").flatMap(({ value }) => textOf(value) ?? []));
  const address = all("adr").map(({ value, parameters }) => addressOf(value, parameters));
  const phones = all("tel").flatMap(({ value, parameters }) => phoneOf(value, parameters) ?? []);
  return known({
    name: first("fn") ?? nameOf(all("n")[0]?.value),
    organization: first("org"),
    kind: first("kind")?.toLowerCase(),
    // Not in any RFC, but one registry software writes the country so.
    country: countryOf(first("iso-3166-1-alpha-2")),
    ...address.find((parts) => Object.keys(parts).length > 0),
    ...phoneMembers(phones),
    email,
    otherEmails,
    contactUri: first("contact-uri"),
    url: first("url"),
  });
}

/** Properties stand in the second item; a malformed card has them in the outer list. */
function propertiesOf(vcard: unknown): readonly Property[] {
  const items = listOf(vcard, limits.vcardProperties).filter((item) => Array.isArray(item));
  return items
    .flatMap((item) => (isProperty(item) ? [item] : item.slice(0, limits.vcardProperties)))
    .slice(0, limits.vcardProperties)
    .flatMap((item) => {
      if (!isProperty(item)) return [];
      const [name, parameters, , value] = item;
      return { name: name.toLowerCase(), parameters: objectOf(parameters), value };
    });
}

const isProperty = (item: unknown): item is readonly [string, ...unknown[]] =>
  Array.isArray(item) && typeof item[0] === "string";

/** A text, or a list of texts (`org` with its units) as one. */
const flat = (value: unknown): string | undefined =>
  textOf(value) ?? (Array.isArray(value) ? textsOf(value, 10).join(", ") || undefined : undefined);

/** `n` is family name, given names, additional names, prefixes, suffixes. */
function nameOf(value: unknown): string | undefined {
  if (!Array.isArray(value)) return undefined;
  const [family, given, additional] = value.map(textOf);
  return [given, additional, family].filter((part) => part !== undefined).join(" ") || undefined;
}
