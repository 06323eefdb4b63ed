/** Whether a note has the sections that it must have, in their order, and something in each. */
import type { JournalStep } from "./catalog.ts";
import type { Finding } from "./finding.ts";
import type { Heading, Note } from "./note.ts";

/** What every section about a step says. */
const PARTS = [
  "What I wanted",
  "The code",
  "What happened",
  "Why",
  "What is still wrong with it",
] as const;

/** What may stand after the steps, and what must. */
const PACKAGE = "The package";
const CLOSING = ["Where Node is not asyncio", "What is still wrong with it"] as const;

/** A note about a package that has no steps is one such section in large. */
const WITHOUT_STEPS = [...PARTS.slice(0, 4), ...CLOSING];

/** What is missing in the note of a package, too much in it, or in the wrong place. */
export function checkOutline(
  { parts }: Note,
  number: string,
  steps: readonly JournalStep[] | undefined,
): Finding[] {
  const headings = parts.filter((part) => part.kind === "heading");
  const sections = headings.filter(({ level }) => level === 2);
  const closing = sections.some(({ text }) => text === PACKAGE) ? [PACKAGE, ...CLOSING] : CLOSING;
  const titles = steps === undefined ? WITHOUT_STEPS : [...steps.map(sectionTitle), ...closing];
  return [
    ...checkTitle(headings, number),
    ...compareHeadings(
      sections,
      titles.map((title) => `## ${title}`),
      1,
    ),
    ...(steps ?? []).flatMap((step) => checkParts(headings, `## ${sectionTitle(step)}`)),
  ];
}

/** The heading of a step's section: `3. It prints what it receives`. */
export function sectionTitle({ number, title }: Pick<JournalStep, "number" | "title">): string {
  return `${number}. ${title}`;
}

/** Headings that have nothing below them. */
export function checkEmpty(markdown: string, { parts }: Note): Finding[] {
  const headings = parts.filter((part) => part.kind === "heading");
  const levels = new Map(headings.map(({ line, level }) => [line, level]));
  const lines = markdown.split("\n");
  return headings.flatMap(({ line, level }) => {
    const gap = lines.slice(line).findIndex((text) => text !== "");
    const next = gap === -1 ? 0 : levels.get(line + gap + 1);
    if (next === undefined || next > level) return [];
    return [{ line, problem: "there is nothing below this heading" }];
  });
}

function checkTitle([first, ...others]: readonly Heading[], number: string): Finding[] {
  const isRight = first?.line === 1 && asWritten(first).startsWith(`# ${number} `);
  const again = others.filter(({ level }) => level === 1);
  return [
    ...(isRight ? [] : [{ line: 1, problem: `the note does not begin with "# ${number} …"` }]),
    ...again.map(({ line }) => ({ line, problem: "a note has one title" })),
  ];
}

function checkParts(headings: readonly Heading[], section: string): Finding[] {
  const start = headings.findIndex((heading) => asWritten(heading) === section);
  const line = headings[start]?.line;
  if (line === undefined) return []; // it has been reported that the section is missing
  const below = headings.slice(start + 1);
  const length = below.findIndex(({ level }) => level <= 2);
  const parts = below.slice(0, length === -1 ? below.length : length);
  return compareHeadings(
    parts,
    PARTS.map((part) => `### ${part}`),
    line,
  );
}

/** `line` is where what is missing is reported. */
function compareHeadings(
  headings: readonly Heading[],
  wanted: readonly string[],
  line: number,
): Finding[] {
  const written = headings.map(asWritten);
  const missing = wanted.filter((it) => !written.includes(it));
  const extra = headings.filter((it, at) => {
    const text = asWritten(it);
    return !wanted.includes(text) || written.indexOf(text) < at;
  });
  const misplaced = headings.find((it, at) => asWritten(it) !== wanted[at]);
  if (missing.length > 0 || extra.length > 0) {
    return [
      ...missing.map((it) => ({ line, problem: `the section "${it}" is missing` })),
      ...extra.map((it) => ({ line: it.line, problem: `a section too many: "${asWritten(it)}"` })),
    ];
  }
  if (misplaced === undefined) return [];
  return [
    { line: misplaced.line, problem: `the section "${asWritten(misplaced)}" is out of order` },
  ];
}

function asWritten({ level, text }: Pick<Heading, "level" | "text">): string {
  return `${"#".repeat(level)} ${text}`;
}
