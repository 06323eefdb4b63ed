/** Whose value a field is, by its label (`Admin City`) or by the heading above it. */
import type { Field } from "./field.ts";
import { contactWord, domainWord, isSharedWord, isSomebody, roleLabelOf } from "./vocabulary.ts";
import { type ContactWord, ROLE_PREFIXES } from "./words.ts";

/** A value of somebody in a role. */
export interface RoleValue {
  /** As in `contacts` of a record; also `registrar` and `reseller`. */
  readonly role: string;
  readonly word: ContactWord;
  readonly value: string;
}

/** Reads a field as somebody's value; undefined for one that is about the domain. */
export function roleValueOf({ label, value, section }: Field): RoleValue | undefined {
  const own = domainWord(label) === undefined ? roleLabelOf(label) : undefined;
  if (own !== undefined) return { ...own, ...organizationWord(label), value };
  const role = section !== undefined && isSomebody(section) ? section : undefined;
  if (role === undefined) return undefined;
  if (isTitle(label, role)) return { role, word: "title", value };
  if (domainWord(label) !== undefined && !isSharedWord(label)) return undefined;
  const word = contactWord(label);
  return word && { role, word, value };
}

/** `org-name` is the name of an organisation. */
const organizationWord = (label: string): { readonly word: ContactWord } | undefined =>
  label === "org name" ? { word: "organization" } : undefined;

/** `Registrant: Somebody` opens the section and names who it is about. */
const isTitle = (label: string, role: string): boolean =>
  label === role ||
  label === "holder" ||
  (ROLE_PREFIXES.get(label.split(" ", 1)[0] ?? "") === role && label.endsWith(" contact"));
