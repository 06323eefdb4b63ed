/** What all steps of the journal have in common, as files. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Step } from "./step.ts";

/** A step fits on a screen. */
const MAX_LINES = 60;

/** What a step may import: the faces of packages, and Node's own modules. */
const LIBRARY = /^(?:node:[a-z/_]+|\d\d-[a-z-]+|test-harness)$/;

const IMPORT = /\b(?:from|import)\s*\(?\s*"([^"]*)"/g;

/**
 * What is wrong with the files of a package's steps, one line each: a file that is not listed or
 * not there, too many lines, an import of something that is no library. Empty when all is well.
 */
export async function stepFileProblems(
  packageFolder: string,
  steps: readonly Step[],
): Promise<string[]> {
  const folder = join(packageFolder, "experiments");
  const listed = steps.map(({ name }) => `${name}.ts`);
  const files = (await readdir(folder)).toSorted();
  const order = [
    ...files.filter((file) => !listed.includes(file)).map((file) => `${file} is not listed`),
    ...listed.filter((file) => !files.includes(file)).map((file) => `${file} is not there`),
    ...listed.filter((file, at) => at > 0 && file < (listed[at - 1] ?? "")).map(outOfOrder),
  ];
  const present = files.filter((file) => listed.includes(file));
  const faults = present.map(async (file) => {
    const text = await readFile(join(folder, file), "utf8");
    return faultsIn(text).map((fault) => `${file} ${fault}`);
  });
  return [...order, ...(await Promise.all(faults)).flat()];
}

const outOfOrder = (file: string): string => `${file} is out of order`;

function faultsIn(text: string): string[] {
  const lines = text.trimEnd().split("\n").length;
  const imports = [...text.matchAll(IMPORT)].map(([, from = ""]) => from);
  return [
    ...(lines > MAX_LINES ? [`has ${lines} lines, more than ${MAX_LINES}`] : []),
    ...imports.filter((from) => !LIBRARY.test(from)).map((from) => `imports "${from}"`),
  ];
}
