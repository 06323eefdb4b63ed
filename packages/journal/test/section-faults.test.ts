/** What goes otherwise than a section shows is found, and what would be true is said. */
import { afterAll, expect, test } from "vitest";
import { applyRepairs } from "../src/finding.ts";
import { checkFences, fence, started } from "./check-fences.ts";
import { temporaryJournal } from "./temporary-journal.ts";

const journal = await temporaryJournal();
afterAll(() => journal[Symbol.asyncDispose]());

/** A text, and what is wrong with it: the line, and part of what is said of it. */
const wrong: readonly (readonly [string, readonly string[], number, string])[] = [
  ["no kind", [fence("", "$ true")], 1, "nobody checks"],
  ["another kind", [fence("json", "{}")], 1, "nobody checks"],
  ["code that is not quoted", [fence("ts", "const a = 1;")], 1, "nobody checks"],
  ["a conversation with nobody", [fence("tcp", "C: x")], 1, "nobody checks"],
  ["a conversation with too many", [fence("tcp 01/2 tcp more", "C: x")], 1, "nobody checks"],
  ["a console without a command", [fence("console", "true")], 1, 'no "$ " before it'],
  ["a command that fails", [fence("console", "$ true", "$ false")], 3, "+ ? 1"],
  ["a command that does not fail", [fence("console", "$ true", "? 1")], 2, "- ? 1"],
  ["a line too many", [fence("console", "$ pnpm exp 01 1", "hello", "you")], 2, "- you"],
  ["a line too few", [fence("console", "$ pnpm exp 01 1")], 2, "+ hello"],
  [
    "a step that is not there",
    [fence("console", "$ pnpm exp 01 7", "hello")],
    2,
    "+ Cannot find step",
  ],
  [
    "another port than the step's",
    [fence("console", "$ pnpm exp 01 2", "listening on tcp://127.0.0.1:8008", "^C", "goodbye")],
    2,
    "+ listening on tcp://127.0.0.1:8007",
  ],
  [
    "Ctrl-C for what ends by itself",
    [fence("console", "$ pnpm exp 01 1", "hello", "you", "^C")],
    2,
    "ends by itself, with status 0",
  ],
  ["a server that says more than shown", [fence("console", ...started)], 2, "+ ^C\n  + goodbye"],
  [
    "a server that is none",
    [fence("console", "$ pnpm exp 01 1", "listening on tcp://127.0.0.1:8007")],
    2,
    "ends before it listens",
  ],
  [
    "a server that is not of the journal",
    [fence("console", "$ nc -l 8007", "listening on 8007")],
    2,
    "no pnpm command",
  ],
  [
    "a package that does not listen",
    [fence("tcp 01-background-tasks", "C: x")],
    1,
    "no known ports",
  ],
  ["a step that does not listen", [fence("tcp 01/1", "C: x")], 1, "ends before it listens"],
  ["a conversation with no step", [fence("tcp 01/9", "C: x")], 1, "journal has none"],
  ["a scheme that it does not speak", [fence("tcp 01/2 smtp", "C: x")], 1, "Cannot talk"],
  [
    "another answer",
    [fence("tcp 01/2", "C: one", "S: two", "C: <EOF>", "S: <EOF>")],
    3,
    "+ S: one",
  ],
  ["other bytes", [fence("tcp 01/2", "C: b'one'", "S: b'onf'")], 3, "+ S: b'one'"],
  ["an end too soon", [fence("tcp 01/2", "C: <EOF>", "S: one")], 3, "the end (FIN)"],
  ["no end", [fence("tcp 01/2", "C: one", "S: <EOF>")], 3, "the end (FIN)"],
  [
    "a line that is no conversation",
    [fence("tcp 01/2", "C: one", "one")],
    3,
    'neither "C: " nor "S: "',
  ],
  [
    "time that passes in a process",
    [fence("tcp 02-echo-server", "... 1 s pass")],
    2,
    "Cannot let time pass",
  ],
  [
    "time that is too short",
    [fence("tcp 01/2", "... 9999 ms pass", "C: one", "S: still there?")],
    4,
    "+ S: one",
  ],
];

test.for(wrong)("checkSection finds %s", async ([, fences, line, problem]) => {
  expect(await checkFences(journal.folder, fences)).toEqual([
    expect.objectContaining({ line, problem: expect.stringContaining(problem) }),
  ]);
});

test("checkSection finds that a step fails while its time is moved", async () => {
  const failing = `import { listenPort, sleep } from "01-background-tasks";
    import { announce, createServer } from "02-echo-server";
    export async function main(): Promise<void> {
      await using server = await createServer(() => ({}), { port: listenPort(8007) });
      announce(server);
      await sleep(5000);
      throw new Error("broken");
    }`;
  const file = "packages/01-small/experiments/02-echoes.ts";
  await using other = await temporaryJournal({ [file]: failing });
  const findings = await checkFences(other.folder, [fence("tcp 01/2", "... 5 s pass")]);
  expect(findings).toEqual([
    { line: 1, problem: expect.stringContaining("the step fails: Error: broken") },
  ]);
});

/** A text, and the same made true. */
const repairs: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  [
    "output",
    [fence("console", "$ pnpm exp 01 1", "hallo")],
    [fence("console", "$ pnpm exp 01 1", "hello")],
  ],
  [
    "output that is missing",
    [fence("console", "$ printf 'a\\n'", "$ false")],
    [fence("console", "$ printf 'a\\n'", "a", "$ false", "? 1")],
  ],
  [
    "output that is too much",
    [fence("console", "$ true", "a", "b", "? 2")],
    [fence("console", "$ true")],
  ],
  [
    "what a server prints, and what is answered",
    [
      fence("console", ...started, "nobody came", "a", "b", "c", "^C", "good buy"),
      fence("tcp 01/2", "C: one", "S: two", "C: b'a'", "S: b'c'", "C: <EOF>", "S: <EOF>"),
    ],
    [
      fence(
        "console",
        ...started,
        "somebody came",
        String.raw`received [b'one\r\n']`,
        "received [b'a']",
        "somebody left",
        "^C",
        "goodbye",
      ),
      fence("tcp 01/2", "C: one", "S: one", "C: b'a'", "S: b'a'", "C: <EOF>", "S: <EOF>"),
    ],
  ],
];

test.for(repairs)(
  "what checkSection says of %s is enough to repair it",
  async ([, doctored, right]) => {
    const findings = await checkFences(journal.folder, doctored);
    expect(applyRepairs(doctored.join("\n\n"), findings)).toBe(right.join("\n\n"));
  },
);

test.for([
  fence("console", "$ pnpm exp 01 1", "h[..]a"),
  fence("console", "$ pnpm exp 01 1", "...", "hallo"),
  fence("tcp 01/2", "C: one", "S: t[..]"),
])("checkSection repairs nothing of which something is left out: %j", async (text) => {
  const findings = await checkFences(journal.folder, [text]);
  expect(findings.map(({ repair }) => repair)).toEqual([undefined]);
});
