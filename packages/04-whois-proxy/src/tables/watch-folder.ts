/**
 * Notices that something changed in a folder, on any file system: by its notices, and by looking
 * again from time to time, as some file systems give none and a link may be pointed elsewhere.
 *
 * @example
 * await watchFolder("/var/lib/whois-proxy", () => reload(), { clock, signal });
 */

import { watch } from "node:fs";
import { type Clock, sleep } from "01-background-tasks";

/** A change is followed by others within this time, in ms: one look is enough for all of them. */
const QUIET = 200;

/** Between looks where nothing gives notice, in ms. */
const LOOK_AGAIN = 60_000;

/** What a watch needs. */
export interface WatchOptions {
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** Calls `look` now and after each change. Runs until the signal aborts and then rejects with its reason. */
export async function watchFolder(
  dir: string,
  look: () => Promise<void>,
  options: WatchOptions,
): Promise<never> {
  for (;;) {
    await nextChange(dir, look, options);
    await sleep(QUIET, options);
  }
}

/** Looks once, and waits for a change that may come after that or already while looking. */
async function nextChange(
  dir: string,
  look: () => Promise<void>,
  { clock, signal }: WatchOptions,
): Promise<void> {
  const changed = Promise.withResolvers<void>();
  using cleanUps = new DisposableStack();
  cleanUps.defer(onNotice(dir, changed.resolve));
  await look();
  cleanUps.use(clock.callLater(LOOK_AGAIN, changed.resolve));
  const abort = (): void => changed.reject(signal.reason);
  signal.addEventListener("abort", abort, { once: true });
  cleanUps.defer(() => signal.removeEventListener("abort", abort));
  signal.throwIfAborted();
  await changed.promise;
}

/** Calls back when something happens in the folder. Returns what ends that. */
function onNotice(dir: string, callback: () => void): () => void {
  try {
    const watcher = watch(dir, callback);
    watcher.on("error", callback);
    return () => watcher.close();
  } catch {
    // Not there, or no watching on this file system: looking again must do.
    return () => {};
  }
}
