/** Letting only so many do something at a time. */
import { Roster } from "02-echo-server";

/** The first to come is the first to pass. */
export class Turnstile {
  readonly #waiting = new Roster<() => void>();
  #free: number;

  /** So many may pass at a time. */
  constructor(places: number) {
    this.#free = places;
  }

  /** Does the work when it has a place, and gives the place back when it has settled. */
  async pass<T>(work: () => Promise<T>): Promise<T> {
    await this.#enter();
    try {
      return await work();
    } finally {
      this.#leave();
    }
  }

  async #enter(): Promise<void> {
    if (this.#free > 0) this.#free -= 1;
    else {
      const turn = Promise.withResolvers<void>();
      this.#waiting.add(turn.resolve);
      await turn.promise;
    }
  }

  /** The next one takes over the place, so that nobody who comes now is faster. */
  #leave(): void {
    const next = this.#waiting.first;
    if (next === undefined) this.#free += 1;
    else {
      this.#waiting.remove(next);
      next.member();
    }
  }
}
