/** Sections: the right ones, in the right order, with something in them. */
import { expect, test } from "vitest";
import { parseNote } from "../src/note.ts";
import { checkEmpty, checkOutline } from "../src/outline.ts";
import { trueNote } from "./temporary-journal.ts";

const steps = ["Says hello", "Echoes"].map((title, at) => ({
  package: "01",
  number: at + 1,
  name: `0${at + 1}-x`,
  title,
  file: "",
}));

function problemsOf(markdown: string, of: typeof steps | undefined = steps): string[] {
  const findings = checkOutline(parseNote(markdown), "01", of);
  return findings.map(({ line, problem }) => `${line}: ${problem}`);
}

/** The note about a package without steps. */
const large = [
  "# 01 Small",
  ...[
    "What I wanted",
    "The code",
    "What happened",
    "Why",
    "Where Node is not asyncio",
    "What is still wrong with it",
  ].map((title) => `## ${title}\n\nText.`),
].join("\n\n");

test("checkOutline finds nothing wrong with a section for each step and the closing ones", () => {
  expect(problemsOf(trueNote())).toEqual([]);
});

test("checkOutline allows a section about the package before the other closing ones", () => {
  const closing = "## Where Node is not asyncio";
  const note = trueNote().replace(closing, `## The package\n\nIt.\n\n${closing}`);
  expect(problemsOf(note)).toEqual([]);
  expect(problemsOf(`${trueNote()}\n## The package\n`)).toEqual([
    expect.stringContaining('the section "## Where Node is not asyncio" is out of order'),
  ]);
});

test.for([
  ["# 01 Small", "# 02 Small", ['1: the note does not begin with "# 01 …"']],
  ["# 01 Small", "\n# 01 Small", ['1: the note does not begin with "# 01 …"']],
  ["It says", "# It\n\nIt says", ["a note has one title"]],
  ["## 2. Echoes", "# 2. Echoes", ["one title", '"## 2. Echoes" is missing']],
  ["## 2. Echoes", "## 2. Echo", ['"## 2. Echoes" is missing', 'too many: "## 2. Echo"']],
  ["## 2. Echoes", "## 3. Echoes", ['"## 2. Echoes" is missing', 'too many: "## 3. Echoes"']],
  ["## 2. Echoes", "## 1. Says hello", ['"## 2. Echoes" is missing', 'many: "## 1. Says hello"']],
  ["## Where", "## Here\n\nx\n\n## Where", ['a section too many: "## Here"']],
  ["## Where Node is not asyncio", "Where", ['"## Where Node is not asyncio" is missing']],
  ["### Why", "### Because", ['5: the section "### Why" is missing', 'too many: "### Because"']],
  ["### Why", "#### Why", ['5: the section "### Why" is missing', 'too many: "#### Why"']],
  ["### Why", "### The code", ['"### Why" is missing', 'too many: "### The code"']],
  ["### Why", "Why", ['5: the section "### Why" is missing']],
] as const)("checkOutline finds that %j has become %j", ([from, to, problems]) => {
  const found = problemsOf(trueNote().replace(from, to));
  expect(found).toEqual(problems.map((problem) => expect.stringContaining(problem)));
});

test.for([
  ["## 1. Says hello", "## 2. Echoes", 5],
  ["### What happened", "### Why", 23],
] as const)("checkOutline finds that %j and %j have changed places", ([one, other, line]) => {
  const swapped = trueNote().replace(one, "X").replace(other, one).replace("X", other);
  expect(problemsOf(swapped)).toEqual([`${line}: the section "${other}" is out of order`]);
});

test("checkOutline wants one section in large of a note about a package without steps", () => {
  expect(checkOutline(parseNote(large), "01", undefined)).toEqual([]);
  expect(checkOutline(parseNote(large.replace("## Why", "## How")), "01", undefined)).toEqual([
    { line: 1, problem: 'the section "## Why" is missing' },
    { line: 15, problem: 'a section too many: "## How"' },
  ]);
});

test.for([
  ["# A\n\n## B\n\ntext\n", []],
  ["# A\n\n## B\n", [3]],
  ["# A\n\n## B\n\n## C\n\ntext", [3]],
  ["# A\n\n### B\n\n## C\n\n```x\n```", [3]],
] as const)("checkEmpty finds in %j the headings with nothing below", ([text, lines]) => {
  expect(checkEmpty(text, parseNote(text)).map(({ line }) => line)).toEqual(lines);
});
