/** How many connections are open, in all and per client. Counts only; the door decides what to say. */

import type { Config } from "../config/schema.ts";

/** The two limits of `[clients]`. */
export type ConnectionLimitOptions = Pick<
  Config["clients"],
  "max_connections" | "max_connections_per_client"
>;

/** Counts connections of one front door. */
export class ConnectionLimits {
  readonly #limits: ConnectionLimitOptions;
  readonly #perClient = new Map<string, number>();
  #all = 0;

  constructor(limits: ConnectionLimitOptions) {
    this.#limits = limits;
  }

  /** Counts one more connection of `client`. Returns why it is one too many, if it is; it counts all the same. */
  enter(client: string): string | undefined {
    const { max_connections: most, max_connections_per_client: mostOfOne } = this.#limits;
    const ofClient = (this.#perClient.get(client) ?? 0) + 1;
    this.#perClient.set(client, ofClient);
    this.#all += 1;
    if (this.#all > most) return `Too many connections: at most ${most} at a time`;
    if (ofClient > mostOfOne)
      return `Too many connections from ${client}: at most ${mostOfOne} at a time`;
    return undefined;
  }

  /** Counts one connection less. */
  leave(client: string): void {
    const left = (this.#perClient.get(client) ?? 1) - 1;
    if (left === 0) this.#perClient.delete(client);
    else this.#perClient.set(client, left);
    this.#all -= 1;
  }
}
