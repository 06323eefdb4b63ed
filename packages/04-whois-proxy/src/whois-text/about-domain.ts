/** Which part of a reply is about the domain asked for, since one reply can hold several records. */
import { nameOf } from "../record/nameservers.ts";
import type { Field } from "./field.ts";
import { domainWord } from "./vocabulary.ts";

/**
 * The fields of the records about this domain; a reply that names no domain is about the one asked
 * for. Undefined when it names others only.
 */
export function fieldsAbout(
  fields: readonly Field[],
  domain: string,
): readonly Field[] | undefined {
  const first = fields.findIndex(isName);
  if (first === -1) return fields;
  const about: Field[] = [];
  // What stands before the first name belongs to that record, as in .se's `state: active`.
  let isAbout = isNameOf(fields[first], domain);
  let found = isAbout;
  for (const field of fields) {
    if (isName(field)) isAbout = isNameOf(field, domain);
    found ||= isAbout;
    if (isAbout) about.push(field);
  }
  return found ? about : undefined;
}

/** A domain's name; .ee has a plain `name:` below the heading `Domain:`. */
const isName = ({ label, section }: Field): boolean =>
  section === "domain" || section === undefined
    ? domainWord(label) === "name" || (section === "domain" && label === "name")
    : false;

/** Some registries leave their own zone out. */
function isNameOf(field: Field | undefined, domain: string): boolean {
  const [written = ""] = (field?.value ?? "").slice(0, LONGEST).split(/[\s(,;]/, 1);
  const name = nameOf(written);
  return (
    name === domain || (name !== undefined && !name.includes(".") && domain.startsWith(`${name}.`))
  );
}

/** Of a name as U-labels, with what stands behind it. */
const LONGEST = 1000;
