import { expect, test } from "vitest";
import { Framer, lenientLine, strictLine, type Terminator } from "../src/mod.ts";
import { everyCut, framesOf, pull, show } from "./frames.ts";

interface Case {
  readonly what: string;
  readonly input: string;
  readonly terminator: Terminator;
  readonly frames: readonly string[];
}

const cases: readonly Case[] = [
  {
    what: "lenient lines end in CRLF or LF",
    input: "one\r\ntwo\n\nfo\rur\r\r\n\r\nrest\r",
    terminator: lenientLine,
    frames: [
      'frame "one"',
      'frame "two"',
      'frame ""',
      'frame "fo\\rur\\r"',
      'frame ""',
      'rest "rest\\r"',
    ],
  },
  {
    what: "strict lines end in CRLF and in nothing else",
    input: "one\ntwo\rthree\r\r\n\r\n\n\r",
    terminator: strictLine,
    frames: ['frame "one\\ntwo\\rthree\\r"', 'frame ""', 'rest "\\n\\r"'],
  },
  {
    what: "a string is looked for as its UTF-8",
    input: Buffer.from("aé€b€€\u20ad").toString("latin1"),
    terminator: "€",
    frames: ['frame "aÃ©"', 'frame "b"', 'frame ""', 'rest "â\u0082\u00ad"'],
  },
  {
    what: "a terminator that begins again inside itself is found",
    input: "aab aaab\r\n.\r\r\n.\r\nx",
    terminator: "\r\n.\r\n",
    frames: ['frame "aab aaab\\r\\n.\\r"', 'rest "x"'],
  },
  {
    what: "bytes are looked for as they are",
    input: "a\0\u00ff\0\u00ff\u00ffb\0\u00ff",
    terminator: Uint8Array.of(0, 255),
    frames: ['frame "a"', 'frame ""', 'frame "\u00ffb"'],
  },
  {
    what: "a count cuts frames of that many bytes",
    input: "abcd\r\nef",
    terminator: 3,
    frames: ['frame "abc"', 'frame "d\\r\\n"', 'rest "ef"'],
  },
  {
    what: "without a terminator all is one frame, at the end",
    input: "one\r\ntwo\r\n",
    terminator: null,
    frames: ['frame "one\\r\\ntwo\\r\\n"'],
  },
];

test.for(cases)("Framer: $what, however the input is cut", ({ input, terminator, frames }) => {
  const cuts = everyCut(input);
  const outcomes = cuts.map((chunks) => framesOf(chunks, { terminator }));
  expect(outcomes).toEqual(cuts.map(() => frames));
});

test("Framer finds nothing in nothing", () => {
  expect(framesOf([])).toEqual([]);
  expect(framesOf([], { terminator: null })).toEqual([]);
  expect(framesOf([Buffer.alloc(0)])).toEqual([]);
});

test("Framer keeps a partial terminator for the next chunk", () => {
  const framer = new Framer({ terminator: "\r\n.\r\n" });
  framer.push(Buffer.from("body\r\n.\r"));
  expect(show(framer.next())).toBe("nothing");
  framer.push(Buffer.from("\nnext"));
  expect(show(framer.next())).toBe('frame "body"');
  expect(framer.buffered).toBe(4);
});

test("Framer says in each frame which terminator ended it", () => {
  const framer = new Framer({ terminator: 2 });
  framer.push(Buffer.from("abc\n"));
  expect(framer.next()).toMatchObject({ terminator: 2 });
  framer.terminator = lenientLine;
  expect(framer.next()).toMatchObject({ terminator: lenientLine });
});

test("Framer leaves the frames that it gave alone when more is pushed", () => {
  const framer = new Framer();
  const frames: Uint8Array[] = [];
  for (const byte of Buffer.from("one\ntwo\nthree\nfour\n".repeat(50))) {
    framer.push(Uint8Array.of(byte));
    const next = framer.next();
    if (next?.kind === "frame") frames.push(next.data);
  }
  expect(frames.map(String).join(" ")).toBe(Array(50).fill("one two three four").join(" "));
});

test("Framer takes bytes of any Uint8Array, also of a part of a buffer", () => {
  const bytes = new TextEncoder().encode("xxone\ntwo\nxx");
  expect(framesOf([bytes.subarray(2, 7), bytes.subarray(7, 10)])).toEqual([
    'frame "one"',
    'frame "two"',
  ]);
});

test("Framer: a change of terminator applies to the very next byte, however the input is cut", () => {
  // A line says what follows: so many bytes, all up to a mark, or all there is.
  const input = "count 5\r\na\r\nb\r\nuntil END\nx\ny\r\nENDcount 3\n\n\n\nall\nthe\nrest";
  const next: Record<string, (argument: string) => Terminator> = {
    count: Number,
    until: (mark) => mark,
    all: () => null,
  };
  for (const chunks of everyCut(input)) {
    const framer = new Framer();
    const frames: string[] = [];
    const drain = (): void => {
      for (let one = framer.next(); one !== undefined; one = framer.next()) {
        frames.push(show(one));
        if (one.kind !== "frame" || one.terminator !== lenientLine) framer.terminator = lenientLine;
        else {
          const [verb = "", argument = ""] = Buffer.from(one.data).toString().split(" ");
          const terminator = next[verb];
          framer.terminator = terminator === undefined ? lenientLine : terminator(argument);
        }
      }
    };
    for (const chunk of chunks) {
      framer.push(chunk);
      drain();
    }
    framer.end();
    drain();
    expect(frames).toEqual([
      'frame "count 5"',
      'frame "a\\r\\nb\\r"',
      'frame ""',
      'frame "until END"',
      'frame "x\\ny\\r\\n"',
      'frame "count 3"',
      'frame "\\n\\n\\n"',
      'frame "all"',
      'frame "the\\nrest"',
    ]);
  }
});

test("Framer looks again at bytes that it holds when the terminator changes", () => {
  const framer = new Framer({ terminator: "END" });
  framer.push(Buffer.from("one\ntwo\nthree"));
  expect(pull(framer)).toEqual([]);
  framer.terminator = lenientLine;
  expect(pull(framer)).toEqual(['frame "one"', 'frame "two"']);
  framer.terminator = 2;
  expect(pull(framer)).toEqual(['frame "th"', 'frame "re"']);
});

test("Framer has its end only once, and takes nothing behind it", () => {
  const framer = new Framer();
  framer.push(Buffer.from("rest"));
  framer.end();
  expect(pull(framer)).toEqual(['rest "rest"']);
  expect(pull(framer)).toEqual([]);
  expect(() => framer.push(Buffer.from("x"))).toThrow("Cannot push: the input has ended");
});

/** As JavaScript may call it, past the types. */
function make(terminator: unknown): () => unknown {
  return () => Reflect.construct(Framer, [{ terminator }]);
}

test("Framer refuses what cannot be a terminator or a length", () => {
  expect(make("")).toThrow(new RangeError('Cannot use terminator "": it is empty'));
  expect(make(new Uint8Array())).toThrow(RangeError);
  for (const count of [0, -1, 1.5, NaN, Infinity]) expect(make(count)).toThrow(RangeError);
  for (const other of [{}, { line: "other" }, true, []]) expect(make(other)).toThrow(TypeError);
  for (const maxLength of [-1, 1.5, NaN, Infinity]) {
    expect(() => new Framer({ maxLength })).toThrow(
      new RangeError(`Cannot use maxLength "${maxLength}": not a whole number of bytes`),
    );
  }
});
