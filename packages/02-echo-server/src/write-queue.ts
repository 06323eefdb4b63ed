/**
 * Bytes that wait for the kernel, first in, first out.
 *
 * ```ts
 * const queue = new WriteQueue();
 * queue.push(Buffer.from("hello"));
 * queue.take(4); // [<Buffer "hell">]
 * queue.bytes; // 1
 * ```
 */
export class WriteQueue {
  #chunks: Uint8Array[] = [];
  /** Index of the first chunk still here: shifting an array of thousands of chunks is slow. */
  #head = 0;
  #bytes = 0;

  /** How many bytes are waiting. */
  get bytes(): number {
    return this.#bytes;
  }

  push(chunk: Uint8Array): void {
    this.#chunks.push(chunk);
    this.#bytes += chunk.byteLength;
  }

  /** Removes `limit` bytes, or as many as there are, as views of what was pushed. */
  take(limit: number): Uint8Array[] {
    const taken: Uint8Array[] = [];
    let left = Math.min(limit, this.#bytes);
    this.#bytes -= left;
    while (left > 0) {
      const chunk = this.#chunks[this.#head];
      if (chunk === undefined) break;
      if (chunk.byteLength > left) {
        taken.push(chunk.subarray(0, left));
        this.#chunks[this.#head] = chunk.subarray(left);
        break;
      }
      taken.push(chunk);
      left -= chunk.byteLength;
      this.#head += 1;
    }
    this.#forgetTaken();
    return taken;
  }

  /** Lets go of chunks that were taken, before they outnumber those that wait. */
  #forgetTaken(): void {
    if (this.#head * 2 < this.#chunks.length) return;
    this.#chunks = this.#chunks.slice(this.#head);
    this.#head = 0;
  }
}
