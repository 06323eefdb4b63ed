/** What the front doors know of the proxy: who asks, what comes out. */

import type { Cached } from "../cache/answer-cache.ts";
import type { Outcome } from "../model/outcome.ts";
import type { ParsedQuery } from "../query/parse-query.ts";

/**
 * What a door answers with: `text` as on port 43, where a line may ask for JSON; `lookup` for the
 * structured answer with the trace of its way; `rdap` for RDAP.
 */
export type Form = "text" | "lookup" | "rdap";

/** Who asks, and at which door. */
export interface AskContext {
  /** The client's address. */
  readonly peer: string;
  /** @default "text" */
  readonly form?: Form;
  /** Where the client reached the door, for links to ourselves: `http://whois.example/`. */
  readonly base?: string;
}

/** What a front door sends, and what it may want to know of it. */
export interface Answer {
  readonly outcome: Outcome;
  /** Ready for the wire: UTF-8, no control characters but tab and line ends, which are CRLF in text. */
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

/** Answers queries. */
export interface Proxy {
  /**
   * Answers a query line, or a query that a door has read from something else than a line. Never
   * throws or rejects, and always answers within `[upstream] deadline`: at once, and not with a
   * promise, where nobody need be asked.
   */
  answer(query: string | ParsedQuery, context: AskContext): Answer | Promise<Answer>;
  /** The answer to a client that is turned away before its query is read. */
  decline(outcome: Outcome, reason: string, context: AskContext): Answer;
}
