/**
 * Answers kept for a while: fresh ones are given at once, however many ask for a missing one share
 * one flight, and a stale one serves when upstream fails or dawdles (after RFC 8767).
 *
 * @example
 * const { value, age } = await cache.get("example.com", () => lookup("example.com"));
 */

import type { Clock } from "01-background-tasks";
import { LRUCache } from "lru-cache";

export interface AnswerCacheOptions {
  readonly clock: Clock;
  /** Most that is kept, in bytes. The least recently used go first. */
  readonly maxSize: number;
  /** How long past its freshness an answer may still serve, in ms. */
  readonly stale: number;
  /** A stale answer serves once upstream has taken this long, in ms. */
  readonly staleAfter: number;
}

/** What a flight brings home. */
export interface Fetched<V> {
  readonly value: V;
  /** How long it counts as fresh, in ms. */
  readonly freshFor: number;
  /** False for failures: they are given to who asked, and never kept. */
  readonly keep: boolean;
  /** Size of the value in bytes. */
  readonly bytes: number;
}

/** A value, and how it came. */
export interface Cached<V> {
  readonly value: V;
  /** Since it was fetched, in ms. A hit never makes it younger. */
  readonly age: number;
  readonly freshFor: number;
  readonly stale: boolean;
  /** Of a stale one: what came instead of a newer value, if that came in time. */
  readonly failure?: V;
  /** `shared`: somebody else's flight brought it. */
  readonly origin: "fresh" | "cached" | "stale" | "shared";
}

interface Entry<V> {
  readonly value: V;
  readonly storedAt: number;
  readonly freshFor: number;
  readonly bytes: number;
}

/** A cache of answers by key. */
export class AnswerCache<V> {
  readonly #options: AnswerCacheOptions;
  readonly #entries: LRUCache<string, Entry<V>>;
  readonly #flights = new Map<string, Promise<Fetched<V>>>();

  constructor(options: AnswerCacheOptions) {
    this.#options = options;
    this.#entries = new LRUCache({
      maxSize: options.maxSize,
      sizeCalculation: ({ bytes }, key) => Math.max(1, bytes + key.length),
    });
  }

  /** Bytes kept now. */
  get size(): number {
    return this.#entries.calculatedSize;
  }

  /** A fresh value, at once; undefined where it would have to be fetched. */
  hit(key: string): Cached<V> | undefined {
    const entry = this.#entries.get(key);
    return entry !== undefined && this.#age(entry) < entry.freshFor
      ? this.#cached(entry, "cached")
      : undefined;
  }

  /**
   * The value of `key`, from the cache or by `fetch`. `around` takes nothing that is kept; what comes
   * back is kept all the same. Rejects only if `fetch` does and nothing can stand in.
   */
  async get(
    key: string,
    fetch: () => Promise<Fetched<V>>,
    { around = false }: { readonly around?: boolean } = {},
  ): Promise<Cached<V>> {
    const hit = around ? undefined : this.hit(key);
    if (hit !== undefined) return hit;

    const entry = around ? undefined : this.#usable(key);
    // Also on the way around: a flight that is in the air brings nothing old.
    const running = this.#flights.get(key);
    const flight = running ?? this.#fly(key, fetch);
    const origin = running === undefined ? "fresh" : "shared";
    if (entry === undefined) return this.#landed(await flight, origin);

    const fetched = await this.#within(flight, this.#options.staleAfter);
    if (fetched?.keep === true) return this.#landed(fetched, origin);
    const stale = this.#cached(entry, "stale");
    return fetched === undefined ? stale : { ...stale, failure: fetched.value };
  }

  /** An entry that is fresh, or stale but not too old to serve. */
  #usable(key: string): Entry<V> | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    if (this.#age(entry) < entry.freshFor + this.#options.stale) return entry;
    this.#entries.delete(key);
    return undefined;
  }

  async #fly(key: string, fetch: () => Promise<Fetched<V>>): Promise<Fetched<V>> {
    const flight = fetch();
    this.#flights.set(key, flight);
    try {
      const fetched = await flight;
      if (fetched.keep) {
        const { value, freshFor, bytes } = fetched;
        this.#entries.set(key, { value, freshFor, bytes, storedAt: this.#options.clock.now() });
      }
      return fetched;
    } finally {
      if (this.#flights.get(key) === flight) this.#flights.delete(key);
    }
  }

  /** What the flight brings within `ms`; undefined if it takes longer or fails. It flies on either way. */
  #within(flight: Promise<Fetched<V>>, ms: number): Promise<Fetched<V> | undefined> {
    return new Promise((resolve) => {
      const timer = this.#options.clock.callLater(ms, () => resolve(undefined));
      const settle = (fetched?: Fetched<V>) => {
        timer.cancel();
        resolve(fetched);
      };
      flight.then(settle, () => settle());
    });
  }

  #age(entry: Entry<V>): number {
    return this.#options.clock.now() - entry.storedAt;
  }

  #cached(entry: Entry<V>, origin: "cached" | "stale"): Cached<V> {
    const { value, freshFor } = entry;
    return { value, freshFor, age: this.#age(entry), stale: origin === "stale", origin };
  }

  #landed({ value, freshFor }: Fetched<V>, origin: "fresh" | "shared"): Cached<V> {
    return { value, freshFor, age: 0, stale: false, origin };
  }
}
