/** How many connections are open, in all and per client. Counts only; a server decides what to say. */

/** The two limits. */
export interface ConnectionLimitOptions {
  /** Connections at a time, of all clients together. */
  readonly maxConnections: number;
  /** Connections at a time from one address. */
  readonly maxPerClient: number;
}

/**
 * A client's address in its plain form: a dual-stack socket shows the IPv4 client 192.0.2.1 as
 * `::ffff:192.0.2.1` (RFC 4291, 2.5.5.2), and it is the same client.
 */
export const plainAddress = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, "");

/** Counts the connections of one server; the two forms of an IPv4 address are one client. */
export class ConnectionLimits {
  readonly #limits: ConnectionLimitOptions;
  readonly #perClient = new Map<string, number>();
  #all = 0;

  constructor(limits: ConnectionLimitOptions) {
    this.#limits = limits;
  }

  /** Counts one more connection of a client. Returns why it is one too many, if it is; it counts all the same. */
  enter(address: string): string | undefined {
    const client = plainAddress(address);
    const { maxConnections, maxPerClient } = this.#limits;
    const ofClient = (this.#perClient.get(client) ?? 0) + 1;
    this.#perClient.set(client, ofClient);
    this.#all += 1;
    if (this.#all > maxConnections) {
      return `Too many connections: at most ${maxConnections} at a time`;
    }
    if (ofClient > maxPerClient) {
      return `Too many connections from ${client}: at most ${maxPerClient} at a time`;
    }
    return undefined;
  }

  /** Counts one connection less. */
  leave(address: string): void {
    const client = plainAddress(address);
    const left = (this.#perClient.get(client) ?? 1) - 1;
    if (left === 0) this.#perClient.delete(client);
    else this.#perClient.set(client, left);
    this.#all -= 1;
  }
}
