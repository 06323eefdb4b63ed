/** What a plain label means, by the words of {@link DOMAIN_LABELS} and the lists beside it. */
import { HEADINGS, type Section } from "./section-headings.ts";
import { spellings } from "./label.ts";
import {
  CONTACT_LABELS,
  type ContactWord,
  DOMAIN_LABELS,
  type DomainWord,
  HANDLE_LABELS,
  ROLE_PREFIXES,
} from "./words.ts";

/** What a plain label says of the domain, wherever it stands. */
export const domainWord = (label: string): DomainWord | undefined => lookUp(domainWords, label);

/** What a plain label says of somebody. */
export const contactWord = (label: string): ContactWord | undefined => lookUp(contactWords, label);

/** The section that a plain label begins when it stands as a heading. */
export const sectionOf = (label: string): Section | undefined => lookUp(sections, label);

/** Words that are somebody's where somebody is being described: their dates, their status. */
export const isSharedWord = (label: string): boolean =>
  domainWord(label) !== undefined && (contactWord(label) !== undefined || label === "status");

/** Whether a part of a reply describes somebody. */
export const isSomebody = (section: Section | undefined): boolean =>
  section !== undefined && !["domain", "nameservers", "other"].includes(section);

/** Whether the value of a label can only be a handle. */
export const isHandleLabel = (label: string): boolean => HANDLE_LABELS.has(label);

/** `registry tech id` in parts: the role, and what is said of it. */
export interface RoleLabel {
  readonly role: string;
  readonly word: ContactWord;
}

/** Reads a label that names both a role and a value; undefined for all others. */
export function roleLabelOf(label: string): RoleLabel | undefined {
  const [, prefix = "", rest = ""] = PREFIXED.exec(label) ?? [];
  const role = ROLE_PREFIXES.get(prefix);
  // `Tech Contact: X` names no value but the role.
  const word = rest === "contact" ? "title" : contactWord(rest);
  return role === undefined || word === undefined ? undefined : { role, word };
}

/** Whether a label is known at all. */
export const isKnown = (label: string): boolean =>
  domainWord(label) !== undefined ||
  contactWord(label) !== undefined ||
  roleLabelOf(label) !== undefined;

// The longest first: `registrar abuse` before `registrar`.
const PREFIXED = new RegExp(
  `^(?:registry )?(${[...ROLE_PREFIXES.keys()].toSorted((a, b) => b.length - a.length).join("|")})(?: contact)? (.+)$`,
);

const sections = index(HEADINGS);
const domainWords = index(DOMAIN_LABELS);
const contactWords = index(CONTACT_LABELS);

function index<Word extends string>(
  labels: Readonly<Record<Word, string>>,
): ReadonlyMap<string, Word> {
  const isWord = (text: string): text is Word => Object.hasOwn(labels, text);
  return new Map(
    Object.keys(labels)
      .filter(isWord)
      .flatMap((word) => labels[word].split("|").map((label) => [label.trim(), word] as const))
      .filter(([label]) => label !== ""),
  );
}

function lookUp<Word>(words: ReadonlyMap<string, Word>, label: string): Word | undefined {
  for (const spelling of spellings(label)) {
    const word = words.get(spelling);
    if (word !== undefined) return word;
  }
  return undefined;
}
