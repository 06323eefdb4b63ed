/** Ending a server of conversations politely. */
import { type Clock, systemClock } from "01-background-tasks";
import type { Server } from "02-echo-server";
import type { ChatGroup } from "./chat-group.ts";

/** How long conversations may take to end. */
export interface FinishOptions {
  /** Milliseconds until those that are left are aborted. @default 3000 */
  readonly graceMs?: number;
  /** @default systemClock */
  readonly clock?: Clock;
}

const DEFAULT_GRACE_MS = 3000;

/**
 * Stops accepting, lets every reply that has begun come to its end, and closes all connections.
 * Whoever had asked by then, if only by a query that we had not read yet, gets the answer. Says whether
 * some had to be aborted. `server.shutdown()` alone knows nothing of replies: it closes a connection
 * whose handler is still at work on one.
 */
export async function finishServing(
  server: Server,
  group: ChatGroup,
  options: FinishOptions = {},
): Promise<"finished" | "aborted"> {
  const { graceMs = DEFAULT_GRACE_MS, clock = systemClock } = options;
  let outcome: "finished" | "aborted" = "finished";
  const timer = clock.callLater(graceMs, () => {
    outcome = "aborted";
    server.abortClients();
  });
  await server.stop();
  group.finish();
  await server.closed();
  timer.cancel();
  return outcome;
}
