/**
 * What ends a frame, and how its end is found.
 *
 * A protocol says it with a {@link Terminator}; the framer searches with the {@link Cutter} that
 * belongs to it. A cutter is pure: it looks at bytes and returns positions.
 */

/** How a line ends: `lenient` takes `\r\n` or a bare `\n`, `strict` takes `\r\n` and nothing else. */
export interface LineEnding {
  readonly line: "lenient" | "strict";
}

/**
 * What ends a frame: bytes to look for (a string stands for its UTF-8), a count of bytes, a line
 * ending, or `null` for "all until the end of input". The terminator is not a part of the frame.
 */
export type Terminator = string | Uint8Array | number | null | LineEnding;

/** For people with telnet and nc, who send `\n` as often as `\r\n` (RFC 3912 asks for `\r\n`). */
export const lenientLine: LineEnding = { line: "lenient" };

/** For protocols where a bare `\n` must not end a line, such as SMTP (RFC 5321, 2.3.8). */
export const strictLine: LineEnding = { line: "strict" };

/** How a framer finds where a frame ends. Positions are indexes into the buffer. */
export interface Cutter {
  /** How many of the last bytes without an end may yet turn out to begin the terminator. */
  readonly overlap: number;
  /** Just behind the terminator of the frame that begins at `start`, or -1 while it has not come. */
  find(bytes: Buffer, start: number, searched: number): number;
  /** Where the data ends, for a frame from `start` to `end` that includes its terminator. */
  trim(bytes: Buffer, start: number, end: number): number;
  /** Finds the end of the same frame once its first `dropped` bytes are gone. */
  after(dropped: number): Cutter;
}

/**
 * The cutter for a terminator. Throws TypeError when it is no terminator, and RangeError when it
 * would cut frames out of nothing: empty bytes, or a count below 1.
 */
export function cutterFor(terminator: Terminator): Cutter {
  if (terminator === null) return untilEnd;
  if (typeof terminator === "string") return bytesCutter(Buffer.from(terminator));
  if (terminator instanceof Uint8Array) return bytesCutter(Buffer.from(terminator));
  if (typeof terminator === "number") return countCutter(terminator);
  if (terminator?.line === "lenient") return lenient;
  if (terminator?.line === "strict") return strict;
  throw new TypeError(`Cannot use "${typeof terminator}" as a terminator: not one of its kinds`);
}

function countCutter(count: number): Cutter {
  if (!Number.isSafeInteger(count) || count < 1) {
    throw new RangeError(`Cannot use terminator "${count}": not a count of at least 1 byte`);
  }
  return new CountCutter(count);
}

function bytesCutter(bytes: Buffer): Cutter {
  if (bytes.length === 0) throw new RangeError('Cannot use terminator "": it is empty');
  return new BytesCutter(bytes);
}

class BytesCutter implements Cutter {
  readonly overlap: number;
  readonly #wanted: Buffer;

  constructor(wanted: Buffer) {
    this.#wanted = wanted;
    this.overlap = wanted.length - 1;
  }

  find(bytes: Buffer, _start: number, searched: number): number {
    const at = bytes.indexOf(this.#wanted, searched);
    return at < 0 ? -1 : at + this.#wanted.length;
  }

  trim(_bytes: Buffer, _start: number, end: number): number {
    return end - this.#wanted.length;
  }

  after(): Cutter {
    return this;
  }
}

class CountCutter implements Cutter {
  readonly overlap = 0;
  readonly #count: number;

  constructor(count: number) {
    this.#count = count;
  }

  find(bytes: Buffer, start: number): number {
    const end = start + this.#count;
    return end <= bytes.length ? end : -1;
  }

  trim(_bytes: Buffer, _start: number, end: number): number {
    return end;
  }

  after(dropped: number): Cutter {
    return new CountCutter(this.#count - dropped);
  }
}

const LF = 0x0a;
const CR = 0x0d;

const lenient: Cutter = {
  overlap: 1, // a CR at the end belongs to the data only if no LF follows
  find(bytes, _start, searched) {
    return bytes.indexOf(LF, searched) + 1 || -1;
  },
  trim(bytes, start, end) {
    const beforeLf = end - 1;
    return beforeLf > start && bytes[beforeLf - 1] === CR ? beforeLf - 1 : beforeLf;
  },
  after: () => lenient,
};

const strict: Cutter = new BytesCutter(Buffer.from("\r\n"));

const untilEnd: Cutter = {
  overlap: 0,
  find: () => -1,
  trim: (_bytes, _start, end) => end,
  after: () => untilEnd,
};
