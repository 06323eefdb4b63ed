/**
 * `pnpm notes:check` says what is false in the notes; `pnpm notes:fix` rewrites what can be derived:
 * code, diffs, and what commands and servers say, where nothing of it is left out with `...` or
 * `[..]`.
 */
import { readFile, writeFile } from "node:fs/promises";
import { relative } from "node:path";
import { parseOptions, runMain, type Scope, UsageError } from "01-background-tasks";
import { readCatalog } from "./catalog.ts";
import { checkNote } from "./check-note.ts";
import type { Sources } from "./derived.ts";
import { applyRepairs, type Finding } from "./finding.ts";
import { chooseNotes, readNotesFolder } from "./notes-folder.ts";

const usage = "pnpm notes:check [NOTE…], pnpm notes:fix [NOTE…]; a note is 02 or a file";

/** A command that was shown with too few lines is interrupted too soon the first time. */
const ROUNDS = 3;

/** Some notes are not true. */
class FalseNotesError extends Error {
  override readonly name = "FalseNotesError";
  readonly exitStatus = 1;
}

async function main(scope: Scope): Promise<void> {
  const { positionals } = parseOptions({ options: {}, allowPositionals: true });
  const [mode, ...chosen] = positionals;
  if (mode !== "check" && mode !== "fix") throw new UsageError(`Cannot do "${mode ?? ""}"`);
  const root = process.cwd();
  const sources = { root, catalog: await readCatalog(root) };
  const folder = await readNotesFolder(root, sources.catalog);
  const files = chooseNotes(folder.files, chosen);
  const problems = chosen.length === 0 ? folder.problems : [];
  for (const problem of problems) scope.print(problem);
  let count = problems.length;
  for (const file of files) {
    const name = relative(root, file);
    const findings =
      mode === "fix" ? await fix(file, name, sources, scope) : await checkFile(file, sources);
    for (const { line, problem } of findings) scope.print(`${name}:${line}: ${problem}`);
    count += findings.length;
  }
  if (count > 0)
    throw new FalseNotesError(`The notes are not true: ${counted(count, "difference")}`);
  scope.print(`All true: ${counted(files.length, "note")}`);
}

async function checkFile(file: string, sources: Sources): Promise<Finding[]> {
  return await checkNote(await readFile(file, "utf8"), file, sources);
}

/** Repairs what can be repaired, says where, and returns what is left. */
async function fix(
  file: string,
  name: string,
  sources: Sources,
  { print }: Scope,
): Promise<Finding[]> {
  let findings = await checkFile(file, sources);
  for (let round = 1; round <= ROUNDS; round += 1) {
    const repairable = findings.filter(({ repair }) => repair !== undefined);
    if (repairable.length === 0) break;
    await writeFile(file, applyRepairs(await readFile(file, "utf8"), repairable));
    for (const finding of repairable)
      print(`${name}:${finding.line}: rewritten: ${title(finding)}`);
    findings = await checkFile(file, sources);
  }
  return findings;
}

function title({ problem }: Finding): string {
  return (problem.split("\n", 1)[0] ?? "").replace(/:$/, "");
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

await runMain(import.meta, main, { usage });
