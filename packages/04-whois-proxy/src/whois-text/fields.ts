/**
 * A WHOIS reply as labelled values, whatever its layout: `Label: value`, `[Label] value`,
 * `Label......: value`, a heading with values or labelled lines below it. Pure; never throws; linear
 * in the length of the reply.
 *
 * @example
 * readFields("Registrar:\n   Example Ltd\n"); // [{ label: "line", value: "Example Ltd", section: "registrar", … }]
 */
import { flatText } from "../record/text.ts";
import { ABUSE_COMMENT, type Field } from "./field.ts";
import { type Heading, indentOf, listLabel, looksLikeHeading, sectionNamedBy } from "./heading.ts";
import type { Section } from "./section-headings.ts";
import { plainLabel } from "./label.ts";
import { labelled } from "./labelled.ts";
import { isNothing } from "./nothing.ts";
import { contactWord, domainWord, isSomebody, sectionOf } from "./vocabulary.ts";

/** Lines that are read; a real reply has a few hundred. */
const MAX_LINES = 5000;

/** Takes a reply apart, in its order. */
export function readFields(text: string): readonly Field[] {
  const reader = new FieldReader();
  for (const line of text.split("\n", MAX_LINES)) reader.read(line);
  return reader.fields;
}

class FieldReader {
  readonly fields: Field[] = [];
  #heading: Heading | undefined;
  /** Whether anything stood below the heading yet. */
  #used = false;
  /** The last line with label and value: what is indented further below it goes on with it. */
  #last: { readonly label: string; readonly indent: number } | undefined;
  #paragraph = 0;
  /** Whether the next line begins a paragraph. */
  #begins = true;

  read(raw: string): void {
    const line = flatText(raw);
    if (line === "" || /^[-=*_#%]+$/.test(line)) {
      this.#begins = true;
      return;
    }
    const indent = indentOf(raw);
    if (this.#begins) this.#newParagraph(indent);
    else this.#leave(indent);
    if (line.startsWith(">>>")) this.#timestamp(line);
    else if (/^[%#;]/.test(line)) this.#comment(line, indent);
    else this.#content(line, indent);
    this.#begins = false;
  }

  /** A heading ends at a blank line, unless nothing was below it yet or what follows is indented. */
  #newParagraph(indent: number): void {
    this.#paragraph += 1;
    this.#last = undefined;
    if (this.#heading !== undefined && this.#used && indent <= this.#heading.indent)
      this.#heading = undefined;
  }

  /** A heading also ends where a line is indented less than those that belong to it. */
  #leave(indent: number): void {
    while (this.#heading !== undefined && indent < this.#heading.from) {
      // One that stands in the middle of the page has its lines left of it.
      if (!this.#used && this.#heading.from === this.#heading.indent) return;
      this.#heading = this.#heading.outer;
      this.#used = true;
    }
  }

  /** `>>> Last update of WHOIS database: 2026-07-12T12:34:27Z <<<` */
  #timestamp(line: string): void {
    const found = labelled(line.slice(0, 200).replaceAll(/^[> ]+|[< ]+$/g, ""));
    if (found !== undefined) this.#add(found.label, found.value, "domain");
  }

  /** Comments are talk, but for headings (`% Registrar:`) and what RIPE says in no other place. */
  #comment(line: string, indent: number): void {
    const words = line.slice(0, 200).replace(/^[%#; ]+/, "");
    const section = words.endsWith(":") ? sectionOf(plainLabel(words)) : undefined;
    if (section !== undefined)
      return this.#open({ lines: undefined, section, indent, from: indent });
    const [, range, email] = /^Abuse contact for '(.{1,100})' is '(\S{3,100})'$/.exec(words) ?? [];
    if (range !== undefined) this.#add(ABUSE_COMMENT, `${range} ${email}`, "other");
  }

  #content(line: string, indent: number): void {
    const found = labelled(line);
    if (found === undefined) return this.#unlabelled(line, indent);
    const { label, value } = found;
    if (value === "") return this.#empty(label, indent);
    const section = sectionNamedBy(label);
    if (section !== undefined && this.#heads(value, section, indent)) return;
    if (this.#begins && isSomebody(section))
      this.#open({ lines: undefined, section, indent, from: indent });
    this.#add(label, value, section ?? this.#heading?.section);
    this.#last = { label, indent };
  }

  /**
   * A heading; or, where labelled lines go on, a label whose value is left out: then only what is
   * indented further belongs to it.
   */
  #empty(label: string, indent: number): void {
    const own = sectionOf(label);
    const outer = this.#begins ? undefined : this.#heading;
    const section = own ?? outer?.section;
    const from = this.#begins ? indent : indent + 1;
    this.#open({ lines: listLabel(label, own), section, indent, from, outer });
  }

  /** `Registrar Contact Information: Email: a@b.example  Hotline: +852 1` */
  #heads(value: string, section: Section, indent: number): boolean {
    const inner = value.split(/ {2,10}/, 10).map(labelled);
    const [first] = inner;
    if (first === undefined || contactWord(first.label) === undefined) return false;
    this.#open({ lines: undefined, section, indent, from: indent });
    for (const found of inner)
      if (found !== undefined) this.#add(found.label, found.value, section);
    return true;
  }

  #unlabelled(line: string, indent: number): void {
    const heading = this.#heading;
    const label = looksLikeHeading(line) ? plainLabel(line) : "";
    const section = sectionOf(label);
    if (section !== undefined)
      return this.#open({ lines: listLabel(label, section), section, indent, from: indent });
    // `Address` on a line of its own, with the lines of it below.
    if (isSomebody(heading?.section) && contactWord(label) === "address")
      return this.#open({ lines: label, section: heading?.section, indent, from: indent });
    // RPSL also lets a line go on behind a plus sign (RFC 2622, section 2).
    const goesOn = line.startsWith("+ ") || indent > (this.#last?.indent ?? indent) + 1;
    if (this.#last !== undefined && goesOn)
      this.#add(this.#last.label, line.replace(/^\+ +/, ""), heading?.section);
    else if (heading?.lines !== undefined && (!this.#used || indent >= heading.from))
      this.#add(heading.lines, line, heading.section);
  }

  #open(heading: Heading): void {
    this.#heading = heading;
    this.#used = false;
    this.#last = undefined;
  }

  #add(label: string, value: string, section: Section | undefined): void {
    this.#used = true;
    // `Status: NOT AVAILABLE` is what .be says of a name that is taken.
    if (isNothing(value) && (value === "" || domainWord(label) !== "status")) return;
    this.fields.push({ label, value, section, paragraph: this.#paragraph });
  }
}
