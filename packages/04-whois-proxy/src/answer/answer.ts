/** What the front doors know of the proxy: who asks, what comes out. */

import type { Cached } from "../cache/answer-cache.ts";
import type { Outcome } from "../model/outcome.ts";

/** Who asks. */
export interface AskContext {
  /** The client's address. */
  readonly peer: string;
}

/** What a front door sends, and what it may want to know of it. */
export interface Answer {
  readonly outcome: Outcome;
  /** Ready for the wire: UTF-8, CRLF line ends, no control characters. */
  readonly bytes: Uint8Array;
  /** The same as text. */
  readonly text: string;
  /** The words of the `source` lines. */
  readonly sources: readonly string[];
  /** How it came from the cache; `local` was never there. */
  readonly origin: Cached<unknown>["origin"] | "local";
  /** How the attempt to renew it ended, where a stale answer stands in for a failure. */
  readonly failure?: Outcome;
  /** When to come back, in ms, if a server said so. */
  readonly retryAfter?: number;
}

/** Answers query lines. */
export interface Proxy {
  /**
   * Never throws or rejects, and always answers within `[upstream] deadline`: at once, and not with a
   * promise, where nobody need be asked.
   */
  answer(line: string, context: AskContext): Answer | Promise<Answer>;
  /** The answer to a client that is turned away before its query is read. */
  decline(outcome: Outcome, reason: string, peer?: string): Answer;
}
