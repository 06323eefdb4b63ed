/**
 * The upstream side of the proxy: one server asked, one reply, whatever the server does.
 *
 * @example
 * const { ask, close } = createAsk({ clock, connectTimeout: 3000, timeout: 8000, maxReply, dialer });
 * const { outcome, text } = await ask(source, signal);
 * await close();
 */

import { CancelledError, type Clock, withTimeout } from "01-background-tasks";
import type { Ask, Reply, Source } from "../model/source.ts";
import { Circuits } from "./circuits.ts";
import type { Dialer } from "./dialer.ts";
import { failureOf, HopFailure } from "./hop-failure.ts";
import type { HopReply } from "./hop-reply.ts";
import { askRdap } from "./rdap-client.ts";
import { askWhois } from "./whois-client.ts";

export interface AskOptions {
  readonly clock: Clock;
  /** `[upstream] connect_timeout`: for each address, in ms. */
  readonly connectTimeout: number;
  /** `[upstream] timeout`: one hop, from dialling to the last byte, in ms. */
  readonly timeout: number;
  /** `[upstream] max_reply`, in bytes. */
  readonly maxReply: number;
  readonly dialer: Dialer;
  /** Authorities to trust in place of the system's, as PEM. */
  readonly ca?: string;
}

/** What asks, until it is closed. */
export interface Asker {
  readonly ask: Ask;
  /** Gives up what is being asked, and resolves when nothing of it is left. */
  readonly close: () => Promise<void>;
}

/** Makes the clients of upstream servers. @throws {RangeError} if a limit is not more than zero */
export function createAsk(options: AskOptions): Asker {
  const { clock, timeout } = options;
  for (const name of ["connectTimeout", "timeout", "maxReply"] as const)
    checkLimit(name, options[name]);
  const circuits = new Circuits(clock);
  const closing = new AbortController();
  const hops = new Set<Promise<HopReply>>();

  async function hop(source: Source, signal: AbortSignal): Promise<HopReply> {
    const asking =
      source.protocol === "whois"
        ? askWhois(source, options, signal)
        : askRdap(source, options, signal);
    hops.add(asking);
    try {
      return await asking;
    } finally {
      hops.delete(asking);
    }
  }

  async function ask(source: Source, given: AbortSignal): Promise<Reply> {
    const held = circuits.begin(source);
    if (held !== undefined) return held;
    const signal = AbortSignal.any([given, closing.signal]);
    const start = clock.now();
    const limits = { clock, signal };
    const said = await withTimeout(timeout, (limited) => hop(source, limited), limits).catch(
      (error: unknown) => failedReply(signal.aborted ? NO_TIME : failureOf(error, "bad-reply")),
    );
    const reply = { source, ...said, took: Math.round(clock.now() - start) };
    // Who was given no time has not failed.
    return signal.aborted ? reply : circuits.end(reply);
  }

  async function close(): Promise<void> {
    closing.abort(new CancelledError("The proxy asks no more"));
    await Promise.allSettled(hops);
  }

  return { ask: Object.assign(ask, { experience: circuits }), close };
}

/** The caller has given up: its deadline came, or the proxy ends. */
const NO_TIME = new HopFailure("timeout", "no time was left");

const failedReply = ({ outcome, message, fault }: HopFailure): HopReply => ({
  outcome,
  reason: message,
  text: "",
  ...(fault !== undefined && { fault }),
});

function checkLimit(name: string, value: number): void {
  if (Number.isFinite(value) && value > 0) return;
  throw new RangeError(`Cannot ask with ${name} "${value}": not more than zero`);
}
