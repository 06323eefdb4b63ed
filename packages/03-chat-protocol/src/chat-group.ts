/**
 * The conversations of one server, so that all of them can be brought to an end politely.
 *
 * ```ts
 * const group = new ChatGroup();
 * const server = await createServer(() => new WhoisSession(answer, { group }));
 * …
 * await server.stop(); // nobody new
 * group.finish(); // who has asked gets the answer, who has not is let go
 * ```
 */

import { Roster, type Seat } from "02-echo-server";

/** What a group can ask of a conversation. */
export interface Conversation {
  finish(): void;
}

/** Knows which conversations are going on. */
export class ChatGroup {
  readonly #conversations = new Roster<Conversation>();
  #finishing = false;

  /** Number of conversations. */
  get size(): number {
    return this.#conversations.size;
  }

  /** Asks each conversation, also each that may yet begin, to {@link ChatProtocol.finish}. */
  finish(): void {
    this.#finishing = true;
    for (const conversation of this.#conversations) conversation.finish();
  }

  /** A `ChatProtocol` calls it when its connection is made. */
  add(conversation: Conversation): Seat<Conversation> {
    const seat = this.#conversations.add(conversation);
    if (this.#finishing) conversation.finish();
    return seat;
  }

  /** A `ChatProtocol` calls it when its connection is lost. */
  remove(seat: Seat<Conversation>): void {
    this.#conversations.remove(seat);
  }
}
