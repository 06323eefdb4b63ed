/**
 * What a {@link TcpClient} has received and not yet been asked for: bytes, and how they ended.
 */
import { reprBytes } from "./repr.ts";

/** What a reader found: how many bytes it takes away, and what they mean. */
interface Found<T> {
  readonly taken: number;
  readonly value: T;
}

/**
 * Looks at what the inbox has now, and at how it ended if it has: in words, such as
 * "the end (FIN)". `undefined` means that more must arrive first.
 */
export type Look<T> = (ended: string | undefined) => Found<T> | undefined;

/** A byte buffer with one reader at a time. */
export class Inbox {
  #chunks: Buffer[] = [];
  #length = 0;
  #ending: string | undefined;
  #lookAgain: (() => void) | undefined;
  #abandon: (() => void) | undefined;

  push(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    this.#lookAgain?.();
  }

  /** The first ending counts: after a FIN, what else happens to the socket is no longer input. */
  finish(ending: string): void {
    this.#ending ??= ending;
    this.#lookAgain?.();
  }

  /** Number of bytes present. */
  get length(): number {
    return this.#length;
  }

  /** All bytes present. */
  bytes(): Buffer {
    const [first, second] = this.#chunks;
    if (first !== undefined && second === undefined) return first;
    const bytes = Buffer.concat(this.#chunks);
    this.#chunks = [bytes];
    return bytes;
  }

  /** Whether somebody is reading; a second reader would take the first one's bytes. */
  get busy(): boolean {
    return this.#lookAgain !== undefined;
  }

  /** Resolves with the value of the first `look` that found something; rejects with what it throws. */
  read<T>(look: Look<T>): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    this.#lookAgain = () => {
      try {
        const found = look(this.#ending);
        if (found === undefined) return;
        if (found.taken > 0) this.#take(found.taken);
        resolve(found.value);
      } catch (error) {
        reject(error);
      }
      this.#lookAgain = undefined;
    };
    this.#abandon = () => reject(new Error("the wait was given up"));
    this.#lookAgain();
    return promise;
  }

  /** Ends the wait of a reader that was given up: it must not take what comes later. */
  giveUp(): void {
    this.#lookAgain = undefined;
    this.#abandon?.();
  }

  /** For messages: what is here, and how it ended if it has. */
  describe(): string {
    const shown = this.#length === 0 ? [] : [reprBytes(this.bytes())];
    if (this.#ending !== undefined) shown.push(this.#ending);
    return shown.join(" and then ") || "nothing";
  }

  #take(count: number): void {
    this.#chunks = [this.bytes().subarray(count)];
    this.#length -= count;
  }
}
