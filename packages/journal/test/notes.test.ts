/** Every note, fence by fence; and that a note with one wrong letter in it is found out. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { repositoryRoot } from "test-harness";
import { expect, test } from "vitest";
import { checkNote } from "../src/check-note.ts";
import { parseNote } from "../src/note.ts";

const folder = join(repositoryRoot, "notes");
const names = ["01-background-tasks", "02-echo-server", "03-chat-protocol", "04-whois-proxy"];

const read = (name: string): Promise<string> => readFile(join(folder, `${name}.md`), "utf8");

const SECTIONS = [
  "What I wanted",
  "The code",
  "What happened",
  "Why",
  "Where Node is not asyncio",
  "What is still wrong with it",
];

test("there is a note for each numbered package, and no other", async () => {
  const packages = await readdir(join(repositoryRoot, "packages"));
  expect(packages.filter((name) => /^\d\d-/.test(name)).toSorted()).toEqual(names);
  expect((await readdir(folder)).toSorted()).toEqual(names.map((name) => `${name}.md`));
});

test.for(names)("note %s says what it has to say, in order", async (name) => {
  const headings = (await read(name)).split("\n").filter((line) => line.startsWith("## "));
  expect(headings).toEqual(SECTIONS.map((section) => `## ${section}`));
});

test.for(names)("note %s is true", async (name) => {
  expect(await checkNote(await read(name))).toEqual([]);
});

/** True notes with a letter changed here and there; each change is in another fence. */
const doctored = [
  ["01-background-tasks", ["Waiting...\n", "Wailing...\n"], ["sleep(1000);\n", "sleep(1001);\n"]],
  ["02-echo-server", ["tcp://127.0.0.1:8007\n", "tcp://127.0.0.1:8008\n"]],
  ["02-echo-server", [String.raw`[b'jklfdsa\r\n']`, String.raw`[b'jklfdsb\r\n']`]],
  ["02-echo-server", ["S: jklfdsa\n", "S: jklfdsb\n"]],
  ["02-echo-server", ["C: jklfdsa\n", "C: jklfdsb\n"]],
  ["02-echo-server", ["\nlast words\n", "\nlost words\n"], ["/src/main.ts)", "/src/mair.ts)"]],
  ["02-echo-server", ["echo.ts#Echo", "echo.ts#Ecko"], ["/water-marks.ts#", "/water-mark.ts#"]],
  ["03-chat-protocol", ["S: <EOF>", "S: <EOG>"], ["descr:          An", "descr:          Am"]],
  ["03-chat-protocol", ["nc -N", "nc -X"]],
  ["04-whois-proxy", ["rdap = [", "rdep = ["]],
  [
    "04-whois-proxy",
    [" http://127.0.0.1:9/", " http://127.0.0.1:8/"],
    ["RFC 1918\n", "RFC 1919\n"],
  ],
  [
    "04-whois-proxy",
    ["/net/v1/", "/net/v2/"],
    ["S: Name:                 P", "S: Name:                P"],
  ],
] as const;

test.for(doctored)("note %s is false with %j", async ([name, ...changes]) => {
  let note = await read(name);
  for (const [from, to] of changes) {
    expect(note).toContain(from);
    note = note.replace(from, to);
  }
  expect((await checkNote(note)).length).toBeGreaterThanOrEqual(changes.length);
});

test("one letter changed in any line of quoted code is found", async () => {
  const notes = await Promise.all(names.map(read));
  const quotes = notes.flatMap((note) => parseNote(note).parts).filter((it) => it.kind === "code");
  expect(quotes.length).toBeGreaterThan(4);
  for (const { path, name = "", text } of quotes) {
    const lines = text.split("\n");
    const noteOf = (code: string): string =>
      `<!-- code ${path}#${name} -->\n\`\`\`ts\n${code}\n\`\`\`\n<!-- /code -->`;
    expect(await checkNote(noteOf(text))).toEqual([]);
    for (const [at, line] of lines.entries()) {
      const changed = lines.with(at, `${line.slice(0, -1)}_`).join("\n");
      expect(await checkNote(noteOf(changed))).toEqual([expect.stringContaining(path)]);
    }
  }
});
