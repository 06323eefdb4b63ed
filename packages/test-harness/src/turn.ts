/** Letting the event loop turn, so that what is already on its way arrives. */

/**
 * How often the loop turns between two virtual timers. One round trip over loopback takes about
 * four turns (write, accept or read, answer, read); this leaves room for two and some callbacks.
 */
const TURNS = 10;

/** Lets microtasks, callbacks and loopback sockets of this process have their turn. */
export async function turn(turns: number = TURNS): Promise<void> {
  for (let count = 0; count < turns; count += 1) {
    await new Promise<void>((resolve) => {
      setImmediate(resolve);
    });
  }
}
