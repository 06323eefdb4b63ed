/** What `pnpm exp` prints of a step without running it. */
import { readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { styleText } from "node:util";
import { readBody } from "./derived.ts";
import { unifiedDiff } from "./difference.ts";
import { parseNote, withoutMarkers } from "./note.ts";
import { sectionTitle } from "./outline.ts";
import type { JournalStep } from "./catalog.ts";
import type { SteppedPackage } from "./request.ts";

/** Something that should be there is not. */
class MissingError extends Error {
  override readonly name = "MissingError";
  readonly exitStatus = 1;
}

/** The difference to the step before, below the opening comments; paths are relative to `root`. */
export async function diffLines(
  { steps }: SteppedPackage,
  step: JournalStep,
  root: string,
): Promise<string[]> {
  const before = steps.find(({ number }) => number === step.number - 1);
  if (before === undefined) return [`${step.name} is the first step: there is none before it`];
  const diff = unifiedDiff(await readBody(before.file), await readBody(step.file));
  return [`--- ${relative(root, before.file)}`, `+++ ${relative(root, step.file)}`, ...diff];
}

/** The lines of a diff in the colours that everybody uses. */
export function coloured(diff: readonly string[]): string[] {
  return diff.map((line) => {
    if (line.startsWith("---") || line.startsWith("+++")) return paint("bold", line);
    if (line.startsWith("@@")) return paint("cyan", line);
    if (line.startsWith("-")) return paint("red", line);
    return line.startsWith("+") ? paint("green", line) : line;
  });
}

/** The step's section of the note. Rejects with MissingError when there is none. */
export async function sectionLines(
  { name }: SteppedPackage,
  step: JournalStep,
  root: string,
): Promise<string[]> {
  const note = join("notes", `${name}.md`);
  const title = sectionTitle(step);
  const markdown = await readFile(join(root, note), "utf8").catch(() => "");
  const sections = parseNote(markdown).parts.filter(
    (part) => part.kind === "heading" && part.level === 2,
  );
  const at = sections.findIndex((part) => part.kind === "heading" && part.text === title);
  const start = sections[at]?.line;
  if (start === undefined) {
    throw new MissingError(
      `Cannot read about step ${step.name}: ${note} has no section "${title}"`,
    );
  }
  const end = sections[at + 1]?.line;
  const lines = markdown.split("\n").slice(start - 1, end === undefined ? undefined : end - 1);
  return withoutMarkers(lines.join("\n").trimEnd()).split("\n");
}

function paint(format: "bold" | "cyan" | "red" | "green", line: string): string {
  return styleText(format, line, { validateStream: false });
}
