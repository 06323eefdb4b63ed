import * as fc from "fast-check";
import { expect, test } from "vitest";
import { Framer, lenientLine, strictLine, type Terminator } from "../src/mod.ts";
import { framesOf, pull, show } from "./frames.ts";

// Few different bytes, so that terminators and their beginnings are frequent.
const input = fc.string({ unit: fc.constantFrom("a", ".", "\r", "\n"), maxLength: 60 });
const terminator = fc.constantFrom<Terminator>(
  lenientLine,
  strictLine,
  "\n",
  "\r\n.\r\n",
  "aa",
  "\r\n\r\n",
  1,
  3,
  null,
);
const maxLength = fc.integer({ min: 0, max: 12 });

/** An input in chunks of any sizes, some of them empty. */
const chunked = fc.tuple(input, fc.array(fc.nat({ max: 60 }))).map(([text, cuts]) => {
  const bytes = Buffer.from(text);
  const ends = [...cuts.filter((cut) => cut < bytes.length), bytes.length];
  ends.sort((a, b) => a - b);
  return ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end));
});

/** The same work done the simple way: on a string, all at once, with one pattern. */
function framesOfText(text: string, end: Terminator, limit: number): string[] {
  const pattern = patternOf(end);
  const frames: string[] = [];
  let rest = text;
  for (let found = pattern.exec(rest); found !== null; found = pattern.exec(rest)) {
    const [whole, data = ""] = found;
    frames.push(data.length > limit ? `too long (${limit})` : `frame ${JSON.stringify(data)}`);
    rest = rest.slice(whole.length);
  }
  if (rest.length > limit) frames.push(`too long (${limit})`);
  else if (rest !== "") frames.push(`${end === null ? "frame" : "rest"} ${JSON.stringify(rest)}`);
  return frames;
}

function patternOf(end: Terminator): RegExp {
  if (end === null) return /(?!)/;
  if (typeof end === "number") return new RegExp(`^([^]{${end}})`);
  if (end === lenientLine) return /^([^\n]*?)\r?\n/;
  const bytes = typeof end === "string" ? end : "\r\n";
  return new RegExp(`^([^]*?)${RegExp.escape(bytes)}`);
}

test("Framer finds the same frames as a search through the whole text, whatever the chunks", () => {
  const property = fc.property(chunked, terminator, maxLength, (chunks, end, limit) => {
    const text = Buffer.concat(chunks).toString();
    const frames = framesOf(chunks, { terminator: end, maxLength: limit });
    expect(frames).toEqual(framesOfText(text, end, limit));
  });
  fc.assert(property, { numRuns: 5000 });
});

test("Framer finds the same frames, whatever the chunks, while the terminator changes", () => {
  const terminators = fc.array(terminator, { minLength: 1, maxLength: 6 });
  const property = fc.property(chunked, terminators, (chunks, ends) => {
    const whole = framesWith(ends, [Buffer.concat(chunks)]);
    expect(framesWith(ends, chunks)).toEqual(whole);
  });
  fc.assert(property, { numRuns: 5000 });
});

/** Takes a turn of the terminators, one for each frame. */
function framesWith(terminators: readonly Terminator[], chunks: readonly Uint8Array[]): string[] {
  const framer = new Framer({ maxLength: 8 });
  const frames: string[] = [];
  const take = (): void => {
    for (let found = framer.next(); found !== undefined; found = framer.next()) {
      frames.push(show(found));
      const next = terminators[frames.length % terminators.length];
      if (next !== undefined) framer.terminator = next;
    }
  };
  for (const chunk of chunks) {
    framer.push(chunk);
    take();
  }
  framer.end();
  take();
  return [...frames, ...pull(framer)];
}
