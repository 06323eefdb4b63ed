/** Waiting for what has already happened: the kernel knows, and we have not looked yet. */

/**
 * Resolves when the event loop has once asked the kernel for all that is ready, and dealt with it.
 * The first immediate only ends the turn that we are in, and that may have asked before.
 */
export function loopTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(() => setImmediate(resolve));
  });
}
