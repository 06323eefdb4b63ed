/**
 * The WHOIS door: one query line in, the proxy's answer out, close (RFC 3912). Whoever is turned
 * away is told why in the same form as every answer.
 */

import type { Clock } from "01-background-tasks";
import {
  ChatGroup,
  ConnectionLimits,
  type WhoisAnswerer,
  type WhoisOptions,
  WhoisSession,
} from "03-chat-protocol";
import type { Proxy } from "../answer/answer.ts";
import type { Config } from "../config/schema.ts";
import { connectionLimits } from "./connection-limits.ts";

/** What a door is made of. */
export interface WhoisDoorOptions {
  readonly proxy: Proxy;
  readonly clients: Config["clients"];
  readonly clock: Clock;
}

/** The sessions of one front door, with the limits that they share. */
export class WhoisDoor {
  /** Ends the sessions politely: who has asked is answered, who has not is let go. */
  readonly group = new ChatGroup();
  readonly #proxy: Proxy;
  readonly #limits: ConnectionLimits;
  readonly #answerer: WhoisAnswerer;
  readonly #options: WhoisOptions;

  constructor({ proxy, clients, clock }: WhoisDoorOptions) {
    this.#proxy = proxy;
    this.#limits = connectionLimits(clients);
    this.#answerer = async (line, { peer }) => (await proxy.answer(line, { peer })).bytes;
    this.#options = {
      clock,
      group: this.group,
      maxLength: clients.max_query_bytes,
      idleMs: clients.idle_timeout,
      tooLong: (limit) =>
        proxy.decline("bad-query", `Cannot read the query: it is longer than ${limit} bytes`).text,
      idle: () => proxy.decline("timeout", "No query came in time").text,
    };
  }

  /** A session for one more connection: the factory that `createServer` takes. */
  readonly session = (): WhoisSession => {
    const refusal = (reason: string, peer: string) =>
      this.#proxy.decline("overloaded", reason, peer).text;
    return new DoorSession(this.#limits, refusal, this.#answerer, this.#options);
  };
}

/** A session that is over at once when there is one connection too many, and that answers silence too. */
class DoorSession extends WhoisSession {
  readonly #limits: ConnectionLimits;
  readonly #refusal: (reason: string, peer: string) => string;
  #counted = false;

  constructor(
    limits: ConnectionLimits,
    refusal: (reason: string, peer: string) => string,
    ...session: ConstructorParameters<typeof WhoisSession>
  ) {
    super(...session);
    this.#limits = limits;
    this.#refusal = refusal;
  }

  protected override greet(): void {
    const { host } = this.transport.peer;
    const reason = this.#limits.enter(host);
    this.#counted = true;
    if (reason === undefined) return;
    void this.push(this.#refusal(reason, host));
    this.closeWhenDone();
  }

  /** A client that half-closes without a word has asked an empty query. */
  protected override ended(rest: Uint8Array): void | Promise<void> {
    return this.received(rest);
  }

  protected override lost(): void {
    // The program may be ending: then nobody is greeted any more.
    if (this.#counted) this.#limits.leave(this.transport.peer.host);
  }
}
