/** Headings of a reply: what they say of the lines below them, and how they look. */
import { LINE } from "./field.ts";
import type { Section } from "./section-headings.ts";
import { isHandleLabel, isSomebody, sectionOf } from "./vocabulary.ts";

/** What the lines below are about, while blank lines and indentation let it. */
export interface Heading {
  /** The label of the lines below that have none; undefined where there are no such lines. */
  readonly lines: string | undefined;
  readonly section: Section | undefined;
  readonly indent: number;
  /** The indentation from which on lines belong to it. */
  readonly from: number;
  /** What holds again for lines that are indented less. */
  readonly outer?: Heading | undefined;
}

/** What a label with a value says that the value, and the lines below, are about. */
export function sectionNamedBy(label: string): Section | undefined {
  // `contact: X` and `tech-c: X` name somebody, `whois: X` a server; without a value they are headings.
  const section = label === "contact" || isHandleLabel(label) ? undefined : sectionOf(label);
  return section === "other" ? undefined : section;
}

/** Below a heading of somebody or of name servers, a line is one of a list. */
export const listLabel = (label: string, section: Section | undefined): string =>
  isSomebody(section) || section === "nameservers" ? LINE : label;

/** Whether a line without a label can be a heading: it is short, and no end of a sentence. */
export const looksLikeHeading = (line: string): boolean =>
  line.length <= 100 && !/^\p{Ll}|[.,;]$/u.test(line);

const TAB = 8;

/** How far a line is indented, in columns. */
export function indentOf(line: string): number {
  let indent = 0;
  for (const character of line) {
    if (character === " ") indent += 1;
    else if (character === "\t") indent += TAB - (indent % TAB);
    else break;
  }
  return indent;
}
