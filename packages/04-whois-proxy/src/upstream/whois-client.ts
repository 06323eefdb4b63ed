/** One question to one WHOIS server (RFC 3912): a line, then everything until the server ends. */

import { createConnection, type Protocol, type Transport } from "02-echo-server";
import { Framer, lenientLine } from "03-chat-protocol";
import type { WhoisSource } from "../model/source.ts";
import { decodeReply } from "./charset.ts";
import { classifyWhois } from "./classify.ts";
import { type DialOptions, dialInTurn } from "./dial-in-turn.ts";
import type { Dialer } from "./dialer.ts";
import { tooLong } from "./hop-failure.ts";
import type { HopReply } from "./hop-reply.ts";
import { charsetOf, oneLine } from "./server-dialects.ts";
import { whoisReferral } from "./whois-referral.ts";

export interface WhoisDeps extends DialOptions {
  readonly dialer: Dialer;
  /** bytes */
  readonly maxReply: number;
}

/** Where servers speak rwhois (RFC 2167), which ends a reply with `%ok` and may keep the connection. */
const RWHOIS_PORT = 4321;

/**
 * Asks, reads to the end, and says what the reply means. Rejects with a HopFailure if no reply came,
 * or with `signal.reason` as soon as the signal aborts; then the connection is gone.
 */
export async function askWhois(
  source: WhoisSource,
  deps: WhoisDeps,
  signal: AbortSignal,
): Promise<HopReply> {
  const endpoints = await deps.dialer.resolve(source, signal);
  const { protocol } = await dialInTurn(
    endpoints,
    ({ host, port }, limited) =>
      createConnection(() => new Exchange(source, deps.maxReply), {
        host,
        port,
        signal: limited,
      }),
    deps,
    signal,
  );
  const { bytes, reset } = await protocol.finish(signal);
  const text = decodeReply(bytes, source.charset ?? charsetOf(source.host));
  const classified = classifyWhois(text);
  // Servers that have had enough often say so and slam the door.
  const limited = classified.outcome === "rate-limited" || classified.outcome === "refused";
  if (reset && !limited) return { outcome: "bad-reply", reason: "connection reset", text };
  const referral = whoisReferral(text, source);
  return { ...classified, text, ...(referral !== undefined && { referral }) };
}

/** What came, and whether the connection broke rather than ended. */
interface Received {
  readonly bytes: Uint8Array;
  readonly reset: boolean;
}

/** The client's side of the conversation. */
class Exchange implements Protocol {
  readonly #query: string;
  readonly #framer: Framer;
  readonly #maxReply: number;
  readonly #rwhois: boolean;
  readonly #parts: Uint8Array[] = [];
  readonly #received = Promise.withResolvers<Received>();
  #length = 0;
  #transport: Transport | undefined;

  constructor({ query, port }: WhoisSource, maxReply: number) {
    // Whatever made the line: one line is what is sent.
    this.#query = oneLine(query);
    this.#maxReply = maxReply;
    this.#rwhois = port === RWHOIS_PORT;
    this.#framer = new Framer({
      terminator: this.#rwhois ? lenientLine : null,
      maxLength: maxReply,
    });
  }

  /** Waits for the end of the reply, or aborts the connection with the signal. */
  async finish(signal: AbortSignal): Promise<Received> {
    const abort = (): void => {
      this.#received.reject(signal.reason);
      this.#transport?.abort();
    };
    signal.addEventListener("abort", abort, { once: true });
    if (signal.aborted) abort();
    try {
      return await this.#received.promise;
    } finally {
      signal.removeEventListener("abort", abort);
    }
  }

  connectionMade(transport: Transport): void {
    this.#transport = transport;
    transport.write(`${this.#query}\r\n`);
  }

  dataReceived(data: Uint8Array): void {
    this.#framer.push(data);
    this.#readFrames();
  }

  connectionLost(error: Error | null): void {
    this.#framer.end();
    this.#readFrames();
    this.#received.resolve({ bytes: Buffer.concat(this.#parts), reset: error !== null });
  }

  /** One frame is the whole of a WHOIS reply, or one line of an rwhois reply. */
  #readFrames(): void {
    for (let frame = this.#framer.next(); frame !== undefined; frame = this.#framer.next()) {
      if (frame.kind === "tooLong") return this.#refuse();
      this.#take(frame.data);
      if (this.#length > this.#maxReply) return this.#refuse();
      if (this.#rwhois && isLastLine(frame.data)) return this.#leave();
    }
  }

  #take(data: Uint8Array): void {
    this.#parts.push(data);
    if (this.#rwhois) this.#parts.push(LINE_END);
    this.#length += data.length;
  }

  #refuse(): void {
    this.#received.reject(tooLong(this.#maxReply));
    this.#transport?.abort();
  }

  #leave(): void {
    this.#received.resolve({ bytes: Buffer.concat(this.#parts), reset: false });
    this.#transport?.close();
  }
}

const LINE_END = Buffer.from("\r\n");

/** `%ok`, or `%error 230 No Objects Found`. */
function isLastLine(line: Uint8Array): boolean {
  const start = Buffer.from(line.subarray(0, 6)).toString("latin1").toLowerCase();
  return start.trimEnd() === "%ok" || start === "%error";
}
