/** Whose value a label is: `Admin City`, `Registry Tech ID`, `OrgAbuseEmail`, or the heading above it. */
import type { Field } from "./fields.ts";
import { type ContactWord, contactWord, domainWord, isSharedWord } from "./words.ts";

/** A value of somebody in a role. */
export interface RoleValue {
  /** As in `contacts` of a record; also `registrar` and `reseller`. */
  readonly role: string;
  readonly word: ContactWord;
  readonly value: string;
}

const PREFIX =
  /^(?:registry )?(registrant|administrative|admin|technical|tech|billing|registrar abuse|registrar|reseller|ac|abuse|contact)(?: contact)? (.+)$/;

const ROLES: ReadonlyMap<string, string> = new Map([
  ["admin", "administrative"],
  ["ac", "administrative"],
  ["tech", "technical"],
  ["registrar abuse", "abuse"],
  // Where a reply has one contact and no word for it, it is the holder's.
  ["contact", "registrant"],
]);

const roleOf = (word: string): string => ROLES.get(word) ?? word;

/** Reads a field as somebody's value; undefined for one that is about the domain. */
export function roleValueOf({ label, value, section }: Field): RoleValue | undefined {
  const [, prefix, rest = ""] = PREFIX.exec(label) ?? [];
  const own = prefix === undefined ? undefined : contactWord(rest);
  if (prefix !== undefined && own !== undefined && domainWord(label) === undefined)
    return { role: roleOf(prefix), word: own, value };
  const role = section === "domain" || section === "nameservers" ? undefined : section;
  if (role === undefined) return undefined;
  // `Registrant: Somebody` opens the section and names who it is about.
  const isName =
    label === role || (roleOf(label.split(" ")[0] ?? "") === role && /contact/.test(label));
  if (isName) return { role, word: "name", value };
  if (domainWord(label) !== undefined && !isSharedWord(label)) return undefined;
  const word = contactWord(label);
  return word && { role, word, value };
}
