/**
 * Listening to an AbortSignal without forgetting to stop listening.
 *
 * A signal has one real listener here, whatever the number of those who listen: Node looks through
 * all listeners to add or remove one, and 10,000 connections may well share a signal.
 */

interface Listener {
  readonly callback: (reason: unknown) => void;
}

const NOTHING_TO_DISPOSE: Disposable = { [Symbol.dispose]: () => {} };

const hubs = new WeakMap<AbortSignal, AbortHub>();

/**
 * Calls `callback` with the signal's reason when it aborts, at once if it has. Disposing stops
 * listening: a signal that outlives its listeners must not collect them.
 */
export function onAbort(
  signal: AbortSignal | undefined,
  callback: (reason: unknown) => void,
): Disposable {
  if (signal === undefined) return NOTHING_TO_DISPOSE;
  if (signal.aborted) {
    callback(signal.reason);
    return NOTHING_TO_DISPOSE;
  }
  const hub = hubs.get(signal) ?? new AbortHub(signal);
  hubs.set(signal, hub);
  return hub.add({ callback });
}

/** Those who listen to one signal, called in the order in which they came. */
class AbortHub {
  readonly #signal: AbortSignal;
  readonly #listeners = new Set<Listener>();

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  add(listener: Listener): Disposable {
    this.#listeners.add(listener);
    this.#signal.addEventListener("abort", this.#callAll); // a second time changes nothing
    return { [Symbol.dispose]: () => this.#remove(listener) };
  }

  #remove(listener: Listener): void {
    this.#listeners.delete(listener);
    if (this.#listeners.size === 0) this.#signal.removeEventListener("abort", this.#callAll);
  }

  readonly #callAll = (): void => {
    for (const { callback } of this.#listeners) callback(this.#signal.reason);
  };
}
