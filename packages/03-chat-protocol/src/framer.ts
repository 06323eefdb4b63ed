/**
 * Bytes in, frames out, however the bytes were cut on their way. No sockets, timers or promises.
 *
 * ```ts
 * const framer = new Framer();
 * framer.push(Buffer.from("one\r\ntw"));
 * framer.next(); // { kind: "frame", data: "one", … }
 * framer.next(); // undefined: "tw" waits for its line end
 * ```
 *
 * It is pull, not push: a frame is cut only when it is asked for, so a reader that changes the
 * terminator after one frame changes it for the very next byte, also when that byte came long ago.
 */
import { type Cutter, cutterFor, lenientLine, type Terminator } from "./terminator.ts";

/** One thing that a {@link Framer} found in the input. */
export type Frame =
  /** A whole frame, without its terminator. */
  | { readonly kind: "frame"; readonly data: Uint8Array; readonly terminator: Terminator }
  /** A frame with more than `limit` bytes: it is dropped, with what is still to come of it. */
  | { readonly kind: "tooLong"; readonly limit: number }
  /** The bytes behind the last terminator when the input ended; never empty. */
  | { readonly kind: "rest"; readonly data: Uint8Array };

/** How a {@link Framer} cuts. */
export interface FramerOptions {
  /** @default lenientLine */
  readonly terminator?: Terminator;
  /** Bytes that a frame may have, its terminator not counted. @default 4096 */
  readonly maxLength?: number;
}

const DEFAULT_MAX_LENGTH = 4096;
const NOTHING = Buffer.alloc(0);

/**
 * Cuts a stream of bytes into frames. As long as `next()` is called until it returns undefined, it
 * holds no more than `maxLength` bytes and a part of a terminator. The work is linear in the number
 * of bytes, whatever the size of the pushes and of the frames.
 */
export class Framer {
  #terminator: Terminator;
  #cutter: Cutter;
  #maxLength: number;
  /** What is held, from `#start` on. */
  #bytes: Buffer = NOTHING;
  /** The memory that `#bytes` is the beginning of, if it is ours and may have room behind them. */
  #room: Buffer = NOTHING;
  #start = 0;
  /** No terminator begins before this index, so nothing is searched twice. */
  #searched = 0;
  /** Finds the end of the frame that was too long; until then bytes are dropped. */
  #dropping: Cutter | undefined;
  #ended = false;

  /** Throws TypeError or RangeError for a terminator or a length that cannot be one. */
  constructor(options: FramerOptions = {}) {
    this.#terminator = options.terminator === undefined ? lenientLine : options.terminator;
    this.#cutter = cutterFor(this.#terminator);
    this.#maxLength = checkedLength(options.maxLength ?? DEFAULT_MAX_LENGTH);
  }

  /**
   * What ends the next frame. A change applies to the very next byte behind the last frame. (The
   * rest of a frame that was too long belongs to that frame: it is dropped up to its own end.)
   */
  get terminator(): Terminator {
    return this.#terminator;
  }

  set terminator(terminator: Terminator) {
    if (terminator === this.#terminator) return;
    this.#cutter = cutterFor(terminator);
    this.#terminator = terminator;
    if (this.#dropping === undefined) this.#searched = this.#start;
  }

  /** Bytes that the next frame may have, its terminator not counted. */
  get maxLength(): number {
    return this.#maxLength;
  }

  set maxLength(bytes: number) {
    this.#maxLength = checkedLength(bytes);
  }

  /** Bytes that were pushed and are not part of a frame yet. */
  get buffered(): number {
    return this.#bytes.length - this.#start;
  }

  /**
   * Takes the next bytes. It keeps them without a copy where it can, so they must not be changed
   * afterwards. Throws Error after {@link end}.
   */
  push(chunk: Uint8Array): void {
    if (this.#ended) throw new Error("Cannot push: the input has ended");
    const held = this.buffered;
    const end = this.#bytes.length + chunk.length;
    if (held === 0) {
      this.#bytes = asBuffer(chunk);
    } else if (end <= this.#room.length) {
      this.#room.set(chunk, this.#bytes.length);
      this.#bytes = this.#room.subarray(0, end);
    } else {
      // Room for as much again: a byte is moved about once, however small the chunks are. It is
      // new memory each time, because frames that were handed out look into the old.
      this.#room = Buffer.allocUnsafe((held + chunk.length) * 2);
      this.#room.set(this.#start === 0 ? this.#bytes : this.#bytes.subarray(this.#start));
      this.#room.set(chunk, held);
      this.#bytes = this.#room.subarray(0, held + chunk.length);
      this.#searched -= this.#start;
      this.#start = 0;
    }
  }

  /** No more bytes will come: what is held without a terminator is the last frame. */
  end(): void {
    this.#ended = true;
  }

  /** The next frame, or undefined until more is pushed. */
  next(): Frame | undefined {
    if (this.#dropping !== undefined && !this.#findDropped(this.#dropping)) return undefined;
    const start = this.#start;
    const bytes = this.#bytes;
    const end = this.#cutter.find(bytes, start, this.#searched);
    if (end < 0) return this.#ended ? this.#last() : this.#unfinished();
    const dataEnd = this.#cutter.trim(bytes, start, end);
    this.#skipTo(end);
    if (dataEnd - start > this.#maxLength) return this.#tooLong();
    return { kind: "frame", data: bytes.subarray(start, dataEnd), terminator: this.#terminator };
  }

  /** There is no end of the frame in what is held: waits for it, or drops what is too much. */
  #unfinished(): Frame | undefined {
    const { overlap } = this.#cutter;
    const certain = this.buffered - overlap;
    if (certain > this.#maxLength) {
      this.#skipTo(this.#start + certain);
      this.#dropping = this.#cutter.after(certain);
      return this.#tooLong();
    }
    this.#searched = Math.max(this.#start, this.#bytes.length - overlap);
    return undefined;
  }

  /** The input has ended, and there is no terminator in what is held. */
  #last(): Frame | undefined {
    const data = this.#bytes.subarray(this.#start);
    this.#skipTo(this.#bytes.length);
    if (data.length === 0) return undefined;
    if (data.length > this.#maxLength) return this.#tooLong();
    if (this.#terminator === null) return { kind: "frame", data, terminator: null };
    return { kind: "rest", data };
  }

  #tooLong(): Frame {
    return { kind: "tooLong", limit: this.#maxLength };
  }

  /** Drops bytes up to the end of the frame that was too long; false while it has not come. */
  #findDropped(cutter: Cutter): boolean {
    const end = cutter.find(this.#bytes, this.#start, this.#searched);
    if (end >= 0) {
      this.#skipTo(end);
      this.#dropping = undefined;
      return true;
    }
    const certain = Math.max(0, this.buffered - (this.#ended ? 0 : cutter.overlap));
    this.#skipTo(this.#start + certain);
    this.#dropping = cutter.after(certain);
    return false;
  }

  #skipTo(index: number): void {
    this.#start = this.#searched = index;
    if (index < this.#bytes.length) return;
    // An idle connection must not keep the memory of a long frame alive.
    this.#bytes = this.#room = NOTHING;
    this.#start = this.#searched = 0;
  }
}

function asBuffer(bytes: Uint8Array): Buffer {
  if (Buffer.isBuffer(bytes)) return bytes;
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function checkedLength(bytes: number): number {
  if (Number.isSafeInteger(bytes) && bytes >= 0) return bytes;
  throw new RangeError(`Cannot use maxLength "${bytes}": not a whole number of bytes`);
}
