/**
 * Holders whose values stand in the domain's own object, without a word for whom they are (.fi, .ru,
 * .br, .il): `domain: example.fi`, `descr: Example Oy`, `address: …`.
 */
import type { Field } from "./field.ts";
import type { RoleValue } from "./roles.ts";
import { domainWord } from "./vocabulary.ts";
import type { ContactWord } from "./words.ts";

const OWNERS: ReadonlyMap<string, ContactWord> = new Map<string, ContactWord>([
  ["address", "address"],
  ["phone", "phone"],
  ["fax no", "fax"],
  ["email", "email"],
  ["org", "organization"],
  ["organization", "organization"],
  ["owner", "organization"],
  ["person", "name"],
  ["responsible", "name"],
  ["country", "country"],
]);

/** The values of such a holder. */
export function ownerValues(fields: readonly Field[]): readonly RoleValue[] {
  const paragraphs = Map.groupBy(fields.filter(isNobodys), ({ paragraph }) => paragraph);
  return [...paragraphs.values()]
    .filter(isDomains)
    .flatMap((own) => descriptions(own).concat(own.flatMap(valueOf)));
}

function valueOf({ label, value }: Field): readonly RoleValue[] {
  const word = OWNERS.get(label);
  return word === undefined ? [] : [{ role: "registrant", word, value }];
}

const isNobodys = ({ section }: Field): boolean => section === undefined || section === "domain";

const isDomains = (own: readonly Field[]): boolean =>
  own[0]?.label === "descr" || own.some(({ label }) => domainWord(label) === "name");

/** Two `descr` are a person's and an organisation's name; more of them are lines of an address. */
function descriptions(own: readonly Field[]): readonly RoleValue[] {
  const lines = own.filter(({ label }) => label === "descr");
  return lines.map(({ value }, index) => ({
    role: "registrant",
    word: lines.length === 2 && index === 1 ? "organization" : "line",
    value,
  }));
}
