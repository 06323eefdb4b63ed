import { expect, test } from "vitest";
import { Framer, lenientLine, strictLine, type Terminator } from "../src/mod.ts";
import { everyCut, framesOf, pull, show } from "./frames.ts";

interface Case {
  readonly terminator: Terminator;
  readonly input: string;
  readonly frames: readonly string[];
}

// The limit is 4 bytes of data in each of them.
const cases: readonly Case[] = [
  {
    terminator: lenientLine,
    input: "1234\r\n1234\n12345\r\n1234\r\r\n123456789\nok\n12345",
    frames: [
      'frame "1234"',
      'frame "1234"',
      "too long (4)",
      "too long (4)",
      "too long (4)",
      'frame "ok"',
      "too long (4)",
    ],
  },
  {
    terminator: strictLine,
    input: "1234\r\n1\n3\n5\r\n\r\n1234\r\n12345\r\n1234\r",
    frames: [
      'frame "1234"',
      "too long (4)",
      'frame ""',
      'frame "1234"',
      "too long (4)",
      "too long (4)",
    ],
  },
  {
    terminator: "\r\n.\r\n",
    input: "1234\r\n.\r\n12\r\n.\r\r\n.\r\nok\r\n.\r\n1\r\n.\r",
    frames: ['frame "1234"', "too long (4)", 'frame "ok"', "too long (4)"],
  },
  { terminator: 5, input: "1234512345ok", frames: ["too long (4)", "too long (4)", 'rest "ok"'] },
  { terminator: 4, input: "12341234x", frames: ['frame "1234"', 'frame "1234"', 'rest "x"'] },
  { terminator: null, input: "1234", frames: ['frame "1234"'] },
  { terminator: null, input: "12345\n\n\n\n\n", frames: ["too long (4)"] },
];

test.for(cases)(
  "Framer drops a frame that is too long, however it is cut: $terminator $input",
  ({ terminator, input, frames }) => {
    const cuts = everyCut(input);
    const outcomes = cuts.map((chunks) => framesOf(chunks, { terminator, maxLength: 4 }));
    expect(outcomes).toEqual(cuts.map(() => frames));
  },
);

test("Framer says too long before the end of the frame has come, and says it once", () => {
  const framer = new Framer({ maxLength: 1024 });
  framer.push(Buffer.alloc(2000, "x"));
  expect(pull(framer)).toEqual(["too long (1024)"]);
  framer.push(Buffer.alloc(2000, "x"));
  expect(pull(framer)).toEqual([]);
  framer.push(Buffer.from("\nok\n"));
  expect(pull(framer)).toEqual(['frame "ok"']);
});

/** How many bytes without a terminator it takes, with a limit of 10. */
function bytesUntilTooLong(terminator: Terminator): number {
  const framer = new Framer({ terminator, maxLength: 10 });
  for (let sent = 1; ; sent += 1) {
    framer.push(Buffer.from("x"));
    if (framer.next() !== undefined) return sent;
  }
}

test("Framer says too long as soon as no terminator can make it shorter", () => {
  expect(bytesUntilTooLong(null)).toBe(11);
  expect(bytesUntilTooLong(100)).toBe(11);
  expect(bytesUntilTooLong(lenientLine)).toBe(12); // the eleventh byte might have been a CR
  expect(bytesUntilTooLong("\r\n.\r\n")).toBe(15);
});

test("Framer holds no more than the limit and a part of the terminator, however long a frame is", () => {
  for (const terminator of [lenientLine, "\r\n.\r\n", 1e9, null]) {
    const framer = new Framer({ terminator, maxLength: 100 });
    let most = 0;
    for (let sent = 0; sent < 200_000; sent += 50) {
      framer.push(Buffer.alloc(50, "\r"));
      framer.next();
      most = Math.max(most, framer.buffered);
    }
    expect(most).toBeLessThanOrEqual(104);
  }
});

test("Framer: a frame that is too long ends where it would have ended when the terminator changes", () => {
  for (const chunks of everyCut("123456789\r\nab\r\n")) {
    const framer = new Framer({ maxLength: 4 });
    const frames: string[] = [];
    for (const chunk of chunks) {
      framer.push(chunk);
      for (let one = framer.next(); one !== undefined; one = framer.next()) {
        frames.push(show(one));
        framer.terminator = 2;
      }
    }
    expect(frames).toEqual(["too long (4)", 'frame "ab"', 'frame "\\r\\n"']);
  }
});

test("Framer.maxLength holds for the next frame when it changes", () => {
  const framer = new Framer({ maxLength: 2 });
  framer.push(Buffer.from("123\n123\n"));
  expect(show(framer.next())).toBe("too long (2)");
  framer.maxLength = 3;
  expect(show(framer.next())).toBe('frame "123"');
});

test("Framer takes a frame of no bytes when that is the limit", () => {
  expect(framesOf([Buffer.from("\r\n\nx\n")], { maxLength: 0 })).toEqual([
    'frame ""',
    'frame ""',
    "too long (0)",
  ]);
});
