/** An answer put together for the wire: a head made for this client, and a body that many may share. */

import type { Answer } from "./answer.ts";
import type { Found } from "./found.ts";

/** The body is copied behind the head once, as bytes; text is made of it only where somebody asks. */
export class WireAnswer implements Answer {
  readonly outcome: Answer["outcome"];
  readonly sources: Answer["sources"];
  readonly origin: Answer["origin"];
  declare readonly failure?: NonNullable<Answer["failure"]>;
  declare readonly retryAfter?: number;
  readonly bytes: Uint8Array;

  constructor(head: string, body: Uint8Array, { value, origin, failure }: Found) {
    this.outcome = value.outcome;
    this.sources = value.sources;
    this.origin = origin;
    if (failure !== undefined) this.failure = failure.outcome;
    if (value.retryAfter !== undefined) this.retryAfter = value.retryAfter;
    this.bytes = head === "" ? body : Buffer.concat([Buffer.from(head), body]);
  }

  get text(): string {
    return new TextDecoder().decode(this.bytes);
  }
}
