/**
 * A WHOIS reply as labelled values, whatever its layout: `Label: value`, `[Label] value`,
 * `Label......: value`, a heading with values or labelled lines below it. Pure; never throws; linear
 * in the length of the reply.
 *
 * @example
 * readFields("Registrar:\n   Example Ltd\n"); // [{ label: "line", value: "Example Ltd", section: "registrar", … }]
 */
import { flatText } from "../record/text.ts";
import { isLabel, plainLabel } from "./label.ts";
import { type Section, sectionOf } from "./sections.ts";

/** One value of a reply. */
export interface Field {
  /** As {@link plainLabel} makes it; `line` for a line without a label below somebody's heading. */
  readonly label: string;
  /** One line, never empty. */
  readonly value: string;
  /** What the heading above says that this is about. */
  readonly section: Section | undefined;
  /** The number of its paragraph. */
  readonly paragraph: number;
}

/** Lines that are read; a real reply has a few hundred. */
const MAX_LINES = 5000;

/** The label of a line that has none. */
export const LINE = "line";

/** What the lines below are about, while their indentation says so. */
interface Heading {
  readonly label: string;
  readonly section: Section | undefined;
  readonly indent: number;
  /** Whether lines without a label are its values; a heading with a value of its own has no more. */
  readonly takesLines: boolean;
  used: boolean;
}

/** Takes a reply apart, in its order. */
export function readFields(text: string): readonly Field[] {
  const reader = new FieldReader();
  for (const line of text.split("\n", MAX_LINES)) reader.read(line);
  return reader.fields;
}

class FieldReader {
  readonly fields: Field[] = [];
  #heading: Heading | undefined;
  /** The last line with label and value: what is indented further below it goes on with it. */
  #last: { readonly label: string; readonly indent: number } | undefined;
  #paragraph = 0;
  /** Whether this paragraph is the domain's own: its labels are all about the domain. */
  #isDomains = false;
  #blank = true;

  read(raw: string): void {
    const indent = indentOf(raw);
    const line = flatText(raw.replaceAll("\t", " "));
    if (line === "" || /^[-=*_]+$/.test(line)) {
      this.#blank = true;
      return;
    }
    if (this.#blank) {
      this.#paragraph += 1;
      this.#last = undefined;
      this.#isDomains = false;
    }
    this.#leave(indent);
    this.#blank = false;
    if (/^[%#;]/.test(line)) this.#comment(line, indent);
    else if (!line.startsWith(">>>")) this.#content(line, indent);
    else this.#timestamp(line);
  }

  /** A heading ends at a blank line, unless nothing was below it yet or what follows is indented. */
  #leave(indent: number): void {
    const heading = this.#heading;
    if (heading === undefined || !this.#blank || !heading.used) return;
    if (indent <= heading.indent) this.#heading = undefined;
  }

  /** Comments are talk, but for those that are headings: `% Registrar:`. */
  #comment(line: string, indent: number): void {
    const words = line.replace(/^[%#;\s]+/, "");
    const section = words.endsWith(":") ? sectionOf(plainLabel(words)) : undefined;
    if (section !== undefined) this.#open(plainLabel(words), section, indent, false);
  }

  #content(line: string, indent: number): void {
    const parts = split(line);
    if (parts === undefined) return this.#unlabelled(line, indent);
    const { label, value } = parts;
    // `contact: X` names a contact; only without a value it is a heading.
    const section = label === "contact" && value !== "" ? undefined : sectionOf(label);
    if (value === "") return this.#open(label, section, indent, true);
    // The labels below `Registrant: Somebody` are that somebody's, up to the next blank line.
    const own = section ?? this.#heading?.section;
    this.#add(label, value, own);
    this.#last = { label, indent };
    this.#isDomains ||= label === "domain" || label === "domain name";
    if (!this.#isDomains && isSomebody(section))
      this.#heading = { label, section, indent, takesLines: false, used: true };
  }

  #unlabelled(line: string, indent: number): void {
    const label = plainLabel(line);
    const section = sectionOf(label);
    if (section !== undefined) return this.#open(label, section, indent, true);
    const heading = this.#heading;
    if (this.#last !== undefined && indent > this.#last.indent + 1)
      return this.#add(this.#last.label, line, heading?.section);
    if (heading?.takesLines !== true) return;
    if (heading.used && indent < heading.indent) return;
    this.#add(isSomebody(heading.section) ? LINE : heading.label, line, heading.section);
  }

  /** `>>> Last update of WHOIS database: 2026-07-12T12:34:27Z <<<` */
  #timestamp(line: string): void {
    const parts = split(line.replaceAll(/^[>\s]+|[<\s]+$/g, ""));
    if (parts !== undefined) this.#add(parts.label, parts.value, "domain");
  }

  #open(label: string, section: Section | undefined, indent: number, takesLines: boolean): void {
    this.#heading = { label, section, indent, takesLines, used: false };
    this.#last = undefined;
  }

  #add(label: string, text: string, section: Section | undefined): void {
    if (this.#heading !== undefined) this.#heading.used = true;
    const value = text.trim();
    if (!isNothing(value)) this.fields.push({ label, value, section, paragraph: this.#paragraph });
  }
}

/** Whether a part of a reply describes somebody. */
export const isSomebody = (section: Section | undefined): boolean =>
  section !== undefined && section !== "domain" && section !== "nameservers";

/** Values that say that there is none. */
const isNothing = (value: string): boolean =>
  /^(?:-+|\+|n\/?a|null|none|unknown|unspecified|not applicable|not available)?\.?$/i.test(value);

/** Label and value of a line; undefined for a line without a label. */
function split(line: string): { readonly label: string; readonly value: string } | undefined {
  const bracketed = /^(?:[a-z]\. ?)?\[([^\]]{1,60})\]\s*(.*)$/.exec(line);
  const [, left = "", value = ""] =
    bracketed ?? /^([^:：]{1,100})[:：](?=\s|$)(.*)$/u.exec(line) ?? [];
  if (left === "" || !isLabel(left.trim())) return undefined;
  // The banners of .jp stand in brackets, too.
  if (bracketed !== null && left.endsWith(" ") && left.startsWith(" ")) return undefined;
  const label = plainLabel(left);
  return label === "" ? undefined : { label, value: value.trim() };
}

const TAB = 8;

function indentOf(line: string): number {
  let indent = 0;
  for (const character of line) {
    if (character === " ") indent += 1;
    else if (character === "\t") indent += TAB - (indent % TAB);
    else break;
  }
  return indent;
}
