import { once } from "node:events";

/** A well-behaved body: works until its signal aborts, then rejects with the reason. */
export async function untilAborted(signal: AbortSignal): Promise<never> {
  if (!signal.aborted) await once(signal, "abort");
  throw signal.reason;
}
