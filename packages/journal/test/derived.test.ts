/** Quoted code and diffs are those of the files. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readCatalog } from "../src/catalog.ts";
import { checkQuote } from "../src/derived.ts";
import type { Quote } from "../src/note.ts";
import { temporaryJournal } from "./temporary-journal.ts";

const library = `/**
 * Opens.
 */
import { x } from "x";

/** Says what. */
export const shown = 1;
`;

const journal = await temporaryJournal({ "packages/01-small/src/library.ts": library });
afterAll(() => journal[Symbol.asyncDispose]());
const sources = { root: journal.folder, catalog: await readCatalog(journal.folder) };

const quote = (kind: Quote["kind"], of: string, lines: readonly string[] | undefined): Quote => ({
  kind,
  line: 10,
  of: of.split(" "),
  lines,
  height: lines === undefined ? 0 : lines.length + 4,
});

const file = "packages/01-small/src/library.ts";

test.for([
  [`${file}#shown`, ["export const shown = 1;"]],
  [`${file}#shown`, ["/** Says what. */", "export const shown = 1;"]],
  [file, ['import { x } from "x";', "", "/** Says what. */", "export const shown = 1;"]],
  ["1/1#main", ["export function main({ print }: Scope): void {", '  print("hello");', "}"]],
] as const)("checkQuote lets %s be %j", async ([of, lines]) => {
  expect(await checkQuote(quote("code", of, lines), sources)).toEqual([]);
});

test.for([
  ["code", `${file}#hidden`, 'there is no "hidden"'],
  ["code", "packages/01-small/src/nowhere.ts", "ENOENT"],
  ["code", "01/9", 'Cannot find step "01/9"'],
  ["code", "01/1 01/2", "a code marker has one word"],
  ["diff", "01/1", "a diff marker has two words"],
  ["diff", "01/1 01/2 01/3", "a diff marker has two words"],
  ["diff", "01/1 01/1", "there is no difference"],
] as const)("checkQuote says what is wrong with the marker %s %s", async ([kind, of, problem]) => {
  const [finding, ...others] = await checkQuote(quote(kind, of, ["x"]), sources);
  expect(finding).toEqual({ line: 10, problem: expect.stringContaining(problem) });
  expect(others).toEqual([]);
});

async function repairOf(...lines: readonly string[]): Promise<readonly string[] | undefined> {
  const [finding] = await checkQuote(quote("code", `${file}#shown`, lines), sources);
  return finding?.repair?.lines;
}

test("checkQuote repairs code with its doc comment where that was quoted, and without elsewhere", async () => {
  expect(await repairOf("/** Says how. */", "export const shown = 1;")).toEqual([
    "",
    "```ts",
    "/** Says what. */",
    "export const shown = 1;",
    "```",
    "",
  ]);
  expect(await repairOf("export const shown = 2;")).toEqual([
    "",
    "```ts",
    "export const shown = 1;",
    "```",
    "",
  ]);
});

test("checkQuote numbers the lines of a diff as the files have them", async () => {
  const [finding] = await checkQuote(quote("diff", "01/1 01/2", undefined), sources);
  const [, opening, head, ...lines] = finding?.repair?.lines ?? [];
  expect(opening).toBe("```diff");
  const name = join(journal.folder, "packages/01-small/experiments/01-hello.ts");
  const length = (await readFile(name, "utf8")).trimEnd().split("\n").length - 1;
  expect(head).toMatch(new RegExp(`^@@ -2,${length} \\+2,\\d+ @@$`));
  expect(lines).toContain('-import { runMain, type Scope } from "01-background-tasks";');
  expect(lines).toContain(" await runMain(import.meta, main);");
  expect(lines).not.toContain("-/** Says hello. */");
});
