/** Bytes that are put together for one write. */

const FIRST_BYTES = 4096;
const CR = 0x0d;
const LF = 0x0a;
const NOTHING = Buffer.alloc(0);

/** Grows as it is filled. What was taken is never touched again: the store may still be writing it. */
export class Piece {
  #room: Buffer = NOTHING;
  #length = 0;

  /** Bytes in it. */
  get length(): number {
    return this.#length;
  }

  /** Appends a copy. */
  add(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#room.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** Appends a copy with CRLF behind it. */
  addLine(line: Uint8Array): void {
    this.#reserve(line.length + 2);
    this.#room.set(line, this.#length);
    this.#length += line.length + 2;
    this.#room[this.#length - 2] = CR;
    this.#room[this.#length - 1] = LF;
  }

  /** What is in it; then it is empty. */
  take(): Uint8Array {
    const bytes = this.#room.subarray(0, this.#length);
    this.#room = NOTHING;
    this.#length = 0;
    return bytes;
  }

  #reserve(bytes: number): void {
    const needed = this.#length + bytes;
    if (needed <= this.#room.length) return;
    const room = Buffer.allocUnsafe(Math.max(FIRST_BYTES, needed, 2 * this.#room.length));
    room.set(this.#room.subarray(0, this.#length));
    this.#room = room;
  }
}
