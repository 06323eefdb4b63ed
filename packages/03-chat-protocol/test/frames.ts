/** Helpers for tests that cut the same input in every way. */
import { Framer, type Frame, type FramerOptions } from "../src/mod.ts";

/** A frame as a short line, such as `frame "abc"`, so that expectations read well. */
export function show(found: Frame | undefined): string {
  if (found === undefined) return "nothing";
  if (found.kind === "tooLong") return `too long (${found.limit})`;
  return `${found.kind} ${JSON.stringify(Buffer.from(found.data).toString("latin1"))}`;
}

/** Everything that the framer has to say now. */
export function pull(framer: Framer): string[] {
  const frames: string[] = [];
  for (let found = framer.next(); found !== undefined; found = framer.next()) {
    frames.push(show(found));
  }
  return frames;
}

/** All that comes out when the chunks go in one after the other, and then the end. */
export function framesOf(chunks: readonly Uint8Array[], options: FramerOptions = {}): string[] {
  const framer = new Framer(options);
  const frames = chunks.flatMap((chunk) => {
    framer.push(chunk);
    return pull(framer);
  });
  framer.end();
  return [...frames, ...pull(framer)];
}

/** The input whole, byte by byte, and cut in two at each position. */
export function everyCut(input: string | Uint8Array): Buffer[][] {
  const bytes = typeof input === "string" ? Buffer.from(input, "latin1") : Buffer.from(input);
  const cuts = Array.from({ length: bytes.length - 1 }, (_, index) => index + 1);
  return [
    [bytes],
    Array.from(bytes, (byte) => Buffer.from([byte])),
    ...cuts.map((cut) => [bytes.subarray(0, cut), bytes.subarray(cut)]),
  ];
}
