/** What a note shows of a terminal. */
import { expect, test } from "vitest";
import { isServer, isShown, linesFit, parseConsole, renderOutcome } from "../src/transcript.ts";

const [empty] = parseConsole(["$ x"]);

function parse(...below: readonly string[]): ReturnType<typeof parseConsole>[number] {
  const [shown = empty] = parseConsole(["$ x", ...below]);
  if (shown === undefined) throw new Error("Cannot parse a command");
  return shown;
}

test("parseConsole takes each command with the lines below it", () => {
  const lines = ["$ one", "a", "", "? 2", "$ two", "$ three", "...", "^C", "b", "? 0"];
  expect(parseConsole(lines)).toEqual([
    {
      command: "one",
      output: ["a", ""],
      afterInterrupt: undefined,
      status: 2,
      at: 0,
      below: ["a", "", "? 2"],
    },
    { command: "two", output: [], afterInterrupt: undefined, status: undefined, at: 4, below: [] },
    {
      command: "three",
      output: ["..."],
      afterInterrupt: ["b"],
      status: 0,
      at: 5,
      below: ["...", "^C", "b", "? 0"],
    },
  ]);
});

test("parseConsole takes a question mark that is no status for output", () => {
  expect(parse("? 1", "? x")).toMatchObject({ output: ["? 1", "? x"], status: undefined });
});

test.for([
  [["listening on tcp://x:1"], true],
  [["a", "listening on tcp://x:1", "^C", "? 1"], true],
  [["listening on tcp://x:1", "? 0"], false],
  [["a", "^C"], false],
] as const)("isServer says of %j: %s", ([below, serves]) => {
  expect(isServer(parse(...below))).toBe(serves);
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
] as const)("linesFit lets %j show %j", ([shown, actual]) => {
  expect(linesFit(shown, actual)).toBe(true);
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
] as const)("linesFit does not let %j show %j", ([shown, actual]) => {
  expect(linesFit(shown, actual)).toBe(false);
});

const outcomes = [
  [["a"], { lines: ["a"], interruptedAfter: undefined, status: 0 }],
  [["a", "? 3"], { lines: ["a"], interruptedAfter: undefined, status: 3 }],
  [["a", "^C"], { lines: ["a"], interruptedAfter: 1, status: 130 }],
  [["a", "^C", "b", "? 0"], { lines: ["a", "b"], interruptedAfter: 1, status: 0 }],
  [["listening on x", "a"], { lines: ["listening on x", "a"], interruptedAfter: 2, status: 130 }],
] as const;

test.for(outcomes)("isShown and renderOutcome agree on %j", ([below, outcome]) => {
  const shown = parse(...below);
  expect(isShown(shown, outcome)).toBe(true);
  expect(renderOutcome(outcome, shown)).toEqual(below);
});

test.for([
  [["a"], { lines: ["a"], interruptedAfter: undefined, status: 1 }],
  [["a"], { lines: ["a"], interruptedAfter: undefined, status: null }],
  [["a", "? 1"], { lines: ["a"], interruptedAfter: undefined, status: 0 }],
  [["a", "^C"], { lines: ["a"], interruptedAfter: 1, status: 0 }],
  [["a", "b", "^C"], { lines: ["a", "b"], interruptedAfter: 1, status: 130 }],
  [["listening on x", "a"], { lines: ["listening on x", "a"], interruptedAfter: 1, status: 130 }],
] as const)("isShown does not let %j show %j", ([below, outcome]) => {
  expect(isShown(parse(...below), outcome)).toBe(false);
});

test("renderOutcome shows the Ctrl-C after which something was printed", () => {
  const outcome = { lines: ["listening on x", "b "], interruptedAfter: 1, status: 130 };
  const shown = parse("listening on x");
  expect(renderOutcome(outcome, shown)).toEqual(["listening on x", "^C", "b"]);
});
