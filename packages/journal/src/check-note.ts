/**
 * Whether a note is true: its sections are the steps, its code is the code of the packages, its
 * transcripts are what happens, and its links lead somewhere.
 *
 * A note may hold these fences and no others:
 *
 * - `ts` and `diff` between markers: derived from files (see note.ts, derived.ts);
 * - `console`: commands, run, and what they print (see transcript.ts, stage.ts);
 * - `tcp 02/3` or `tcp PACKAGE [SCHEME]`: a conversation (see conversation.ts, replay.ts);
 * - `toml FILE`: a file that the commands after it find where they are typed.
 */
import { basename } from "node:path";
import { concurrently } from "./concurrently.ts";
import { checkQuote, type Sources } from "./derived.ts";
import type { Finding } from "./finding.ts";
import { checkLink } from "./links.ts";
import { type Note, parseNote } from "./note.ts";
import { checkEmpty, checkOutline } from "./outline.ts";
import { checkSection, sectionsOf } from "./section.ts";

/** Mostly they wait for processes. */
const SECTIONS_AT_ONCE = 4;

/** The name of the note about a package is the package's; others have no outline to keep to. */
export async function checkNote(
  markdown: string,
  file: string,
  sources: Sources,
): Promise<Finding[]> {
  const note = parseNote(markdown);
  const findings = await checkText(markdown, file, sources);
  const sections = sectionsOf(note);
  const found = await concurrently(sections, SECTIONS_AT_ONCE, (it) => checkSection(it, sources));
  return [...findings, ...found.flat()].toSorted((one, other) => one.line - other.line);
}

/** All that can be checked without running anything. `file` is where the note is, or would be. */
export async function checkText(
  markdown: string,
  file: string,
  sources: Sources,
): Promise<Finding[]> {
  const note = parseNote(markdown);
  const about = sources.catalog.find(({ name }) => basename(file) === `${name}.md`);
  const checked = await Promise.all(note.parts.map((part) => checkPart(part, file, sources)));
  return [
    ...note.problems,
    ...(about === undefined ? [] : checkOutline(note, about.number, about.steps)),
    ...checkEmpty(markdown, note),
    ...checked.flat(),
  ];
}

async function checkPart(
  part: Note["parts"][number],
  file: string,
  sources: Sources,
): Promise<Finding[]> {
  if (part.kind === "code" || part.kind === "diff") return await checkQuote(part, sources);
  return part.kind === "link" ? await checkLink(part, file) : [];
}
