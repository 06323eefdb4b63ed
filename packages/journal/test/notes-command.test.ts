/** `pnpm notes:check` and `pnpm notes:fix`, by really running them. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { startProgram } from "test-harness";
import { expect, test } from "vitest";
import { fence } from "./check-fences.ts";
import { temporaryJournal, trueNote } from "./temporary-journal.ts";

const notes = join(import.meta.dirname, "../src/notes.ts");

async function run(
  cwd: string,
  ...args: readonly string[]
): Promise<{
  readonly lines: readonly string[];
  readonly stderr: string;
  readonly code: number | null;
}> {
  const script = `node --import tsx ${notes}`;
  await using program = await startProgram({ cwd, script }, args, { ready: 0 });
  const { code } = await program.exit;
  return { lines: program.lines, stderr: program.stderr, code };
}

/** A note in which everything is derived from something. */
const full = trueNote({
  code: [
    "<!-- code packages/01-small/src/mod.ts -->",
    fence("ts", "export {};"),
    "<!-- /code -->",
    "<!-- code 01/1#main -->",
    fence("ts", "export function main({ print }: Scope): void {", '  print("hello");', "}"),
    "<!-- /code -->",
  ].join("\n\n"),
  happened: [
    fence(
      "console",
      "$ pnpm exp 01 2",
      "listening on tcp://127.0.0.1:8007",
      "somebody came",
      String.raw`received [b'one\r\n']`,
      "somebody left",
      "^C",
      "goodbye",
    ),
    fence("tcp 01/2", "C: one", "S: one", "C: <EOF>", "S: <EOF>"),
    fence("console", "$ printf 'one\\ntwo\\n'", "one", "two", "$ false", "? 1"),
  ].join("\n\n"),
});

test("notes check says in one line that all is true", async () => {
  await using journal = await temporaryJournal({ "notes/01-small.md": full });
  expect(await run(journal.folder, "check")).toEqual({
    lines: ["All true: 2 notes"],
    stderr: "",
    code: 0,
  });
});

test("notes check says where something is false, and changes nothing", async () => {
  const doctored = full.replace("S: one", "S: two").replace("01-small.md)", "02-small.md)");
  await using journal = await temporaryJournal({ "notes/01-small.md": doctored });
  const line = doctored.split("\n").indexOf("S: two") + 1;
  expect(await run(journal.folder, "check", "01")).toEqual({
    lines: [
      `notes/01-small.md:${line}: the server says something else:`,
      "  - S: two",
      "  + S: one",
    ],
    stderr: "The notes are not true: 1 difference\n",
    code: 1,
  });
  expect(await readFile(join(journal.folder, "notes/01-small.md"), "utf8")).toBe(doctored);
});

test.for(["1", "01", "01-small", "notes/01-small.md"])(
  "notes check takes %s for one note",
  async (name) => {
    await using journal = await temporaryJournal();
    expect((await run(journal.folder, "check", name)).lines).toEqual(["All true: 1 note"]);
  },
);

test.for([
  [["check", "07"], 'Cannot find note "07"'],
  [["chek"], 'Cannot do "chek"'],
  [[], 'Cannot do ""'],
  [["check", "--all"], "Unknown option '--all'"],
] as const)("notes %j is wrong use", async ([args, problem]) => {
  await using journal = await temporaryJournal();
  const { lines, stderr, code } = await run(journal.folder, ...args);
  expect(stderr).toMatch(new RegExp(`^${problem}.*\nusage: pnpm notes:check .*\n$`));
  expect({ lines, code }).toEqual({ lines: [], code: 2 });
});

test("notes check says which notes are missing and which are about nothing", async () => {
  const mod = "/** Other. */\nexport {};\n";
  await using journal = await temporaryJournal({
    "packages/02-other/src/mod.ts": mod,
    "notes/03-gone.md": "# 03 Gone\n",
  });
  const { lines, code } = await run(journal.folder, "check");
  expect(lines).toEqual([
    "notes/02-other.md is missing",
    "notes/03-gone.md is a note for no package",
  ]);
  expect(code).toBe(1);
});

test("notes fix makes a doctored note what it was, byte for byte, and then has nothing to do", async () => {
  const changes = [
    ["export {};", "export { };"],
    ["  print(", "  println("],
    ["somebody came", "nobody came"],
    ["\nsomebody left", ""],
    ["goodbye", "good buy"],
    ["S: one", "S: two"],
    ["one\ntwo\n", "one\n\nthree\n"],
    ["? 1", "? 2"],
  ] as const;
  let doctored = full;
  for (const [from, to] of changes) {
    expect(doctored).toContain(from);
    doctored = doctored.replaceAll(from, to);
  }
  await using journal = await temporaryJournal({ "notes/01-small.md": doctored });
  const fixed = await run(journal.folder, "fix");
  expect(await readFile(join(journal.folder, "notes/01-small.md"), "utf8")).toBe(full);
  expect(fixed.lines.at(-1)).toBe("All true: 2 notes");
  expect(fixed.lines.join("\n")).toMatch(
    /^notes\/01-small\.md:\d+: rewritten: code 01\/1#main: the files/m,
  );
  expect(fixed.code).toBe(0);
  expect((await run(journal.folder, "fix")).lines).toEqual(["All true: 2 notes"]);
  expect(await readFile(join(journal.folder, "notes/01-small.md"), "utf8")).toBe(full);
});

test("notes fix fills in what stands between markers", async () => {
  const markers =
    "<!-- code 01/1#main -->\n<!-- /code -->\n\n<!-- diff 01/1 01/2 -->\n<!-- /diff -->";
  await using journal = await temporaryJournal({
    "notes/01-small.md": trueNote({ code: markers }),
  });
  expect((await run(journal.folder, "fix")).code).toBe(0);
  const note = await readFile(join(journal.folder, "notes/01-small.md"), "utf8");
  expect(note).toContain("<!-- code 01/1#main -->\n\n```ts\nexport function main(");
  expect(note).toContain("<!-- diff 01/1 01/2 -->\n\n```diff\n@@ -2,7 +2,");
  expect(note).toContain("\n```\n\n<!-- /diff -->\n\n### What happened");
});

test("notes fix reports what it cannot repair, and leaves it", async () => {
  const doctored = full.replace("### Why\n", "### How\n").replace("S: one", "S: t[..]");
  await using journal = await temporaryJournal({ "notes/01-small.md": doctored });
  const { lines, stderr, code } = await run(journal.folder, "fix");
  expect(lines.filter((line) => line.startsWith("notes/"))).toEqual([
    'notes/01-small.md:5: the section "### Why" is missing',
    'notes/01-small.md:30: a section too many: "### How"',
    expect.stringContaining("the server says something else:"),
  ]);
  expect(stderr).toBe("The notes are not true: 3 differences\n");
  expect(code).toBe(1);
  expect(await readFile(join(journal.folder, "notes/01-small.md"), "utf8")).toBe(doctored);
});

test("notes fix gives up after three rounds with what is never the same", async () => {
  const happened = fence("console", "$ echo $$", "1");
  await using journal = await temporaryJournal({ "notes/01-small.md": trueNote({ happened }) });
  const { lines, code } = await run(journal.folder, "fix", "01");
  expect(lines.filter((line) => line.includes(": rewritten: "))).toHaveLength(3);
  expect(lines.join("\n")).toMatch(/"echo \$\$" does something else:\n {2}- \d+\n {2}\+ \d+$/);
  expect(code).toBe(1);
});

test("notes check follows the files", async () => {
  await using journal = await temporaryJournal();
  const file = join(journal.folder, "packages/01-small/experiments/01-hello.ts");
  await writeFile(file, (await readFile(file, "utf8")).replace('"hello"', '"hallo"'));
  const { lines } = await run(journal.folder, "check");
  expect(lines).toEqual([
    "notes/01-small.md:13: code 01/1#main: the files say something else:",
    '  -   print("hello");',
    '  +   print("hallo");',
    'notes/01-small.md:26: "pnpm exp 01 1" does something else:',
    "  - hello",
    "  + hallo",
  ]);
});
