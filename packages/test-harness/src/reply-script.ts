/** From the reply that a test has written down to what is to be done on a connection now. */
import type {
  DecidedReply,
  DelayedReply,
  DrippedReply,
  EndlessReply,
  FakeClock,
  FakeEnding,
  FakeReply,
  TruncatedReply,
} from "./fake-reply.ts";

/** A reply whose functions have been asked and whose delays are over. */
export type Script<C> =
  | { readonly kind: "hang" }
  | { readonly kind: "reset" }
  | { readonly kind: "endless"; readonly text: string }
  | SendScript<C>;

/** Sends content: all of it or its beginning, in one piece or in many. */
export interface SendScript<C> {
  readonly kind: "send";
  readonly content: C;
  /** Bytes to send; `Infinity` for all. */
  readonly upTo: number;
  readonly ending: FakeEnding;
  /** Bytes in each piece; `Infinity` for one piece. */
  readonly every: number;
  readonly pace?: DrippedReply<C>["pace"];
}

/** Asks functions and waits for delays; rejects when the signal aborts meanwhile. */
export async function prepare<C>(
  reply: FakeReply<C>,
  query: string,
  signal: AbortSignal,
): Promise<Script<C>> {
  if (reply === "hang") return { kind: "hang" };
  if (reply === "reset") return { kind: "reset" };
  if (isDecided(reply)) return prepare(await reply(query), query, signal);
  if (isDelayed(reply)) {
    await pause(reply.delayMs, reply.clock, signal);
    return prepare(reply.reply, query, signal);
  }
  if (isEndless(reply)) return { kind: "endless", text: reply.repeat };
  const whole = { kind: "send", upTo: Infinity, every: Infinity, ending: "end" } as const;
  if (isTruncated(reply)) {
    const { of: content, truncateAt: upTo, with: ending = "end" } = reply;
    return { ...whole, content, upTo, ending };
  }
  if (isDripped(reply)) {
    const { drip: content, every = 1, pace, stop } = reply;
    const { at: upTo, with: ending } = stop ?? { at: Infinity, with: "end" };
    return { ...whole, content, every, pace, upTo, ending };
  }
  return { ...whole, content: reply };
}

/** Waits on a clock that may be virtual; disarmed, and rejecting, when the signal aborts. */
export async function pause(ms: number, clock: FakeClock, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const stop = (): void => reject(new Error("the connection is gone", { cause: signal.reason }));
  signal.addEventListener("abort", stop);
  const timer = clock.callLater(ms, resolve);
  try {
    await promise;
  } finally {
    timer.cancel();
    signal.removeEventListener("abort", stop);
  }
}

function isDecided<C>(reply: FakeReply<C>): reply is DecidedReply<C> {
  return typeof reply === "function";
}

function isDelayed<C>(reply: FakeReply<C>): reply is DelayedReply<C> {
  return hasMember(reply, "delayMs");
}

function isEndless<C>(reply: FakeReply<C>): reply is EndlessReply {
  return hasMember(reply, "repeat");
}

function isTruncated<C>(reply: FakeReply<C>): reply is TruncatedReply<C> {
  return hasMember(reply, "truncateAt");
}

function isDripped<C>(reply: FakeReply<C>): reply is DrippedReply<C> {
  return hasMember(reply, "drip");
}

function hasMember(reply: unknown, name: string): boolean {
  return typeof reply === "object" && reply !== null && name in reply;
}
