/** What the peer has said and nobody has heard yet. */
import type { Transport } from "02-echo-server";
import { type Frame, Framer, type FramerOptions } from "./framer.ts";

/** What comes out of an {@link Inbox}: a frame, or the end with the bytes left over. */
export type Message =
  | Exclude<Frame, { readonly kind: "rest" }>
  | { readonly kind: "end"; readonly rest: Uint8Array };

const NOTHING = Buffer.alloc(0);

/** A framer that tells the end, and that stops reading when it holds too much. */
export class Inbox {
  readonly framer: Framer;
  readonly #maxHeld: number;
  #ended = false;
  #reading = true;

  /** `maxHeld` is in bytes. */
  constructor(options: FramerOptions, maxHeld: number) {
    this.framer = new Framer(options);
    this.#maxHeld = maxHeld;
  }

  /** The peer has half-closed. */
  end(): void {
    this.framer.end();
    this.#ended = true;
  }

  /** The next message, if it has come. The end is the last one. */
  next(): Message | undefined {
    const frame = this.framer.next();
    if (frame !== undefined && frame.kind !== "rest") return frame;
    return this.#ended ? { kind: "end", rest: frame?.data ?? NOTHING } : undefined;
  }

  /** Pauses reading while nobody takes messages and too much is held; resumes it otherwise. */
  steer(transport: Transport, taken: boolean): void {
    const reading = taken || this.framer.buffered <= this.#maxHeld;
    if (reading === this.#reading) return;
    this.#reading = reading;
    if (reading) transport.resumeReading();
    else transport.pauseReading();
  }
}
