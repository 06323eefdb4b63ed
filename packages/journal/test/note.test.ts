/** Taking notes apart. */
import { expect, test } from "vitest";
import { fence } from "./check-fences.ts";
import { parseNote, withoutMarkers } from "../src/note.ts";

test("parseNote finds headings, quotes, fences and links, and where they stand", () => {
  const code = `<!-- code a/b.ts#name -->\n\n${fence("ts", "const a = 1;", "")}\n\n<!-- /code -->`;
  const diff = "<!-- diff 02/2 02/3 -->\n<!-- /diff -->";
  const links = "See [this](other.md) and [that][1], not `[](code.md)`.\n\n[1]: ref.md";
  const note = ["# Title", code, links, fence("tcp 02", "# x"), "## Next", diff].join("\n\n");
  expect(parseNote(note)).toEqual({
    problems: [],
    parts: [
      { kind: "heading", line: 1, level: 1, text: "Title" },
      { kind: "code", line: 3, of: ["a/b.ts#name"], lines: ["const a = 1;", ""], height: 6 },
      { kind: "link", line: 12, target: "other.md" },
      { kind: "link", line: 14, target: "ref.md" },
      { kind: "fence", line: 16, info: ["tcp", "02"], lines: ["# x"] },
      { kind: "heading", line: 20, level: 2, text: "Next" },
      { kind: "diff", line: 22, of: ["02/2", "02/3"], lines: undefined, height: 0 },
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
  ["a marker of nothing", "<!-- code -->"],
  ["an end marker alone", "<!-- /code -->"],
  ["a quote without its end marker", `<!-- code a.ts -->\n${fence("ts", "x")}`],
  ["a quote with the other end marker", `<!-- code a.ts -->\n${fence("ts", "x")}\n<!-- /diff -->`],
  ["text between the markers", "<!-- code a.ts -->\ntext\n<!-- /code -->"],
  ["another fence between the markers", `<!-- code a.ts -->\n${fence("js", "x")}\n<!-- /code -->`],
  [
    "two fences between the markers",
    `<!-- code a.ts -->\n${fence("ts", "x")}\n${fence("ts", "y")}\n<!-- /code -->`,
  ],
] as const)("parseNote does not accept %s", ([, note]) => {
  expect(parseNote(note).problems).not.toEqual([]);
});

test("withoutMarkers leaves what plain Markdown shows", () => {
  const text = `one\n\n<!-- code a.ts -->\n\n${fence("ts", "x")}\n\n<!-- /code -->\n\ntwo\n`;
  expect(withoutMarkers(text)).toBe(`one\n\n${fence("ts", "x")}\n\ntwo`);
});
