/** An answer put together for the wire: a head made for this client, and a body that many may share. */

import type { Answer } from "./answer.ts";

/** What an answer is beside its bytes. */
export interface AnswerFacts extends Pick<Answer, "outcome" | "sources" | "origin"> {
  readonly failure?: Answer["failure"] | undefined;
  readonly retryAfter?: Answer["retryAfter"] | undefined;
}

/** The body is copied behind the head once, as bytes; text is made of it only where somebody asks. */
export class WireAnswer implements Answer {
  readonly outcome: Answer["outcome"];
  readonly sources: Answer["sources"];
  readonly origin: Answer["origin"];
  declare readonly failure?: NonNullable<Answer["failure"]>;
  declare readonly retryAfter?: number;
  readonly bytes: Uint8Array;

  constructor(head: string, body: Uint8Array, facts: AnswerFacts) {
    this.outcome = facts.outcome;
    this.sources = facts.sources;
    this.origin = facts.origin;
    if (facts.failure !== undefined) this.failure = facts.failure;
    if (facts.retryAfter !== undefined) this.retryAfter = facts.retryAfter;
    this.bytes = head === "" ? body : Buffer.concat([Buffer.from(head), body]);
  }

  get text(): string {
    return new TextDecoder().decode(this.bytes);
  }
}
