/** Every address of a server in turn, until one of them takes the connection. */

import { type Clock, TimeoutError, withTimeout } from "01-background-tasks";
import type { Endpoint } from "./dialer.ts";
import { durationText, failureOf, HopFailure } from "./hop-failure.ts";

export interface DialOptions {
  readonly clock: Clock;
  /** For each address, TLS included, in ms. */
  readonly connectTimeout: number;
}

/**
 * What `dial` makes of the first endpoint that works. Rejects with the {@link HopFailure} of the last
 * one, or with `signal.reason` as soon as the signal aborts.
 */
export async function dialInTurn<T>(
  endpoints: readonly Endpoint[],
  dial: (endpoint: Endpoint, signal: AbortSignal) => Promise<T>,
  { clock, connectTimeout }: DialOptions,
  signal: AbortSignal,
): Promise<T> {
  let failure = new HopFailure("unreachable", "no such host");
  for (const endpoint of endpoints) {
    try {
      return await withTimeout(connectTimeout, (limited) => dial(endpoint, limited), {
        clock,
        signal,
      });
    } catch (error) {
      signal.throwIfAborted();
      failure =
        error instanceof TimeoutError
          ? new HopFailure("timeout", `no connection within ${durationText(connectTimeout)}`)
          : failureOf(error, "unreachable");
    }
  }
  throw failure;
}
