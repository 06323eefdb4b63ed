/**
 * What a fake registry does when it is asked: an answer, or one of the faults that real ones have.
 * `C` is the content of an answer: text for WHOIS, an HTTP answer for RDAP.
 */
import type { VirtualClock } from "./virtual-clock.ts";

/** Decides when it is asked, so that it may count, or answer differently the next time. */
export type DecidedReply<C> = (query: string) => FakeReply<C> | PromiseLike<FakeReply<C>>;

/** The part of a clock that a fake needs. */
export type FakeClock = Pick<VirtualClock, "callLater">;

/** Text or bytes to be sent exactly as they stand, or the file that holds them. */
export type FakeContent = string | Uint8Array | { readonly file: string | URL };

/** How a connection ends after what was sent: a FIN, an RST, or not at all. */
export type FakeEnding = "end" | "reset" | "hang";

/** Answers only after a time. */
export interface DelayedReply<C> {
  readonly delayMs: number;
  readonly clock: FakeClock;
  readonly reply: FakeReply<C>;
}

/** Sends the first `truncateAt` bytes of the content (for RDAP: of the body) and no more. */
export interface TruncatedReply<C> {
  readonly truncateAt: number;
  readonly of: C;
  /** @default "end" */
  readonly with?: FakeEnding;
}

/** Sends the content a few bytes at a time. */
export interface DrippedReply<C> {
  readonly drip: C;
  /** Bytes in each piece. @default 1 */
  readonly every?: number;
  /** Milliseconds between pieces; without it they are a few turns of the event loop apart. */
  readonly pace?: { readonly ms: number; readonly clock: FakeClock };
  /** Stops before the end: the number of bytes sent, and how it goes on from there. */
  readonly stop?: { readonly at: number; readonly with: FakeEnding };
}

/** Sends the text again and again for as long as the client takes it. */
export interface EndlessReply {
  readonly repeat: string;
}

/** Everything that a fake can do with a query. */
export type FakeReply<C> =
  | C
  /** Accepts the query and never says anything. */
  | "hang"
  /** Resets the connection (RST) when the query has arrived. */
  | "reset"
  | DelayedReply<C>
  | TruncatedReply<C>
  | DrippedReply<C>
  | EndlessReply
  | DecidedReply<C>;
