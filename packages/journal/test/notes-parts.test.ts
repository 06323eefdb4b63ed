import { expect, test } from "vitest";
import { checkNote } from "../src/check-note.ts";
import { parseNote } from "../src/note.ts";
import { findSource } from "../src/source-text.ts";
import { compareLines, parseConsole } from "../src/transcript.ts";

const fence = (info: string, ...lines: readonly string[]): string =>
  ["```" + info, ...lines, "```"].join("\n");

test("parseNote finds quoted code, fences and links, and where they stand", () => {
  const quoted = `<!-- code a/b.ts#name -->\n\n${fence("ts", "const a = 1;", "")}\n\n<!-- /code -->`;
  const note = `# Title\n\n${quoted}\n\nSee [this](other.md).\n\n${fence("tcp 02", "C: x")}`;
  expect(parseNote(note)).toEqual({
    problems: [],
    parts: [
      { kind: "code", line: 5, path: "a/b.ts", name: "name", text: "const a = 1;\n" },
      { kind: "link", line: 12, target: "other.md" },
      { kind: "fence", line: 14, info: ["tcp", "02"], lines: ["C: x"] },
    ],
  });
});

test.for([
  ["a fence without an end", "```console\n$ true"],
  ["an indented fence", "- item\n  ```ts\n  code\n  ```"],
  ["another kind of fence", "~~~ts\ncode\n~~~"],
  ["indented code", "text\n\n    code"],
  ["HTML", "press <kbd>a</kbd>"],
  ["a comment", "<!-- hidden -->"],
  ["a marker that is misspelt", "<!-- cod a.ts -->"],
  ["an end marker alone", "<!-- /code -->"],
  ["quoted code without its end marker", `<!-- code a.ts -->\n${fence("ts", "x")}`],
  ["text between the markers", "<!-- code a.ts -->\ntext\n<!-- /code -->"],
  ["another fence between the markers", `<!-- code a.ts -->\n${fence("js", "x")}\n<!-- /code -->`],
] as const)("parseNote does not accept %s", ([, note]) => {
  expect(parseNote(note).problems).not.toEqual([]);
});

test.for([
  ["unquoted ts", fence("ts", "const a = 1;")],
  ["no kind", fence("", "$ true")],
  ["json", fence("json", "{}")],
  ["tcp without a package", fence("tcp", "C: x")],
  ["tcp to a package that does not listen", fence("tcp 01-background-tasks", "C: x")],
  ["a console without a command", fence("console", "true")],
  ["a command that fails", fence("console", "$ false")],
  ["a server that is not a package", fence("console", "$ true", "listening on tcp://x:1")],
  ["a link that leads nowhere", "[this](nowhere.md)"],
] as const)("checkNote does not accept %s", async ([, note]) => {
  expect(await checkNote(note)).toHaveLength(1);
});

test("checkNote runs commands in the order of the note and lets them talk to its servers", async () => {
  const note = [
    fence("console", "$ pnpm --filter 02-echo-server start", "listening on [..]:8007", "..."),
    fence("tcp 02-echo-server", "C: one", "S: o[..]", "C: <EOF>", "S: <EOF>"),
    fence("console", "$ echo port 8007", "port 8007", "$ printf 'a\\nb\\n'", "a", "b"),
  ].join("\n\n");
  expect(await checkNote(note)).toEqual([]);
});

const source = `import { x } from "./x.ts";

/** Says what. */
export const shown = (n: number): number =>
  n + 1;

/** One of two. */
type Kind =
  | { readonly a: 1; }
  | "b";

export async function main(
  name: string,
): Promise<void> {
  // #region inner
  const mainly = {
    name,
  };
  // #endregion inner

  return mainly;
}

class Box {
  #count = 0;

  /** Adds one. */
  protected override add(): void {
    this.#count += 1;
  }
}
`;

test.for([
  ["shown", "export const shown = (n: number): number =>\n  n + 1;", "/** Says what. */\n"],
  ["Kind", 'type Kind =\n  | { readonly a: 1; }\n  | "b";', "/** One of two. */\n"],
  ["Box.#count", "#count = 0;", ""],
  ["Box.add", "protected override add(): void {\n  this.#count += 1;\n}", "/** Adds one. */\n"],
  ["inner", "const mainly = {\n  name,\n};", ""],
] as const)("findSource finds %s, with and without its doc comment", ([name, text, doc]) => {
  expect(findSource(source, name)).toEqual({ text, documented: doc + text });
});

test("findSource takes a function to its last line", () => {
  const { text = "" } = findSource(source, "main") ?? {};
  expect(text).toMatch(/^export async function main\(\n[^]*return mainly;\n\}$/);
});

test.for(["mainly", "mai", "Box.count", "Box.remove", "x"])("findSource finds no %s", (name) => {
  expect(findSource(source, name)).toBeUndefined();
});

test("parseConsole takes each command with the lines below it", () => {
  expect(parseConsole(["$ one", "a", "", "b", "$ two", "$ three", "...", "^C"])).toEqual([
    { command: "one", output: ["a", "", "b"], interrupted: false },
    { command: "two", output: [], interrupted: false },
    { command: "three", output: ["..."], interrupted: true },
  ]);
});

test.for([
  [
    ["a", "b"],
    ["a", "b"],
  ],
  [["a[..]c"], ["a.*c"]],
  [["a[..]"], ["a"]],
  [["..."], []],
  [
    ["a", "...", "z"],
    ["a", "b", "c", "z"],
  ],
  [["a"], ["a \r"]],
] as const)("compareLines lets %j show %j", ([shown, actual]) => {
  expect(() => compareLines(shown, actual)).not.toThrow();
});

test.for([
  [["a"], ["b"]],
  [["a"], ["a", "b"]],
  [["a", "b"], ["a"]],
  [["a.c"], ["abc"]],
  [["a[..]c"], ["ab"]],
  [
    ["...", "z"],
    ["z", "a"],
  ],
  [["a", "...", "z"], ["a b z"]],
  [[], ["a"]],
] as const)("compareLines does not let %j show %j", ([shown, actual]) => {
  expect(() => compareLines(shown, actual)).toThrow("the note shows");
});
