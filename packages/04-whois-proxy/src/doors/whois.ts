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
import type { Outcome } from "../model/outcome.ts";
import { connectionLimits, tooLongText } from "./client-limits.ts";

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
  readonly #entrance: Entrance;
  readonly #answerer: WhoisAnswerer;
  readonly #options: WhoisOptions;

  constructor({ proxy, clients, clock }: WhoisDoorOptions) {
    this.#entrance = { proxy, limits: connectionLimits(clients) };
    this.#answerer = (line, context) => {
      const answer = proxy.answer(line, context);
      return answer instanceof Promise ? answer.then(({ bytes }) => bytes) : answer.bytes;
    };
    this.#options = {
      clock,
      group: this.group,
      maxLength: clients.max_query_bytes,
      idleMs: clients.idle_timeout,
    };
  }

  /** A session for one more connection: the factory that `createServer` takes. */
  readonly session = (): WhoisSession =>
    new DoorSession(this.#entrance, this.#answerer, this.#options);
}

/** How many may be inside, and who tells the others that they may not. */
interface Entrance {
  readonly proxy: Proxy;
  readonly limits: ConnectionLimits;
}

/** A session that is over at once when there is one connection too many, and that answers silence too. */
class DoorSession extends WhoisSession {
  readonly #entrance: Entrance;
  #counted = false;

  constructor(entrance: Entrance, answerer: WhoisAnswerer, options: WhoisOptions) {
    super(answerer, options);
    this.#entrance = entrance;
  }

  protected override greet(): void {
    const reason = this.#entrance.limits.enter(this.transport.peer.host);
    this.#counted = true;
    if (reason !== undefined) this.#turnAway("overloaded", reason);
  }

  protected override tooLong(limit: number): void {
    this.#turnAway("bad-query", tooLongText(limit));
  }

  protected override idle(): void {
    this.#turnAway("timeout", "No query came in time");
  }

  /** A client that half-closes without a word has asked an empty query. */
  protected override ended(rest: Uint8Array): void | Promise<void> {
    return this.received(rest);
  }

  protected override lost(): void {
    // The program may be ending: then nobody is greeted any more.
    if (this.#counted) this.#entrance.limits.leave(this.transport.peer.host);
  }

  #turnAway(outcome: Outcome, reason: string): void {
    const peer = this.transport.peer.host;
    const { text } = this.#entrance.proxy.decline(outcome, reason, { peer });
    void this.push(text);
    this.closeWhenDone();
  }
}
