/** What has been said on the way of one lookup, in order, and by whom. */

import { type Reply, type Source, sourceText } from "../model/source.ts";
import type { Outcome } from "../model/outcome.ts";

/** Every server that was asked, and those that were not, with the reason. */
export class Trail {
  readonly #ask: (source: Source) => Promise<Reply>;
  readonly #replies: Reply[] = [];

  constructor(ask: (source: Source) => Promise<Reply>) {
    this.#ask = ask;
  }

  get replies(): readonly Reply[] {
    return this.#replies;
  }

  /** Asks one server, and notes what it says. */
  async say(source: Source): Promise<Reply> {
    const reply = await this.#ask(source);
    this.#replies.push(reply);
    return reply;
  }

  /** Notes a server that is not asked. */
  note(reply: Reply): void {
    this.#replies.push(reply);
  }

  /** Whether a server has said something already; one that could not be reached has not. */
  hasHeard(source: Source): boolean {
    return this.#replies.some((reply) => !isSilence(reply) && isSameServer(reply.source, source));
  }
}

const isSilence = ({ outcome }: Reply): boolean =>
  outcome === "unreachable" || outcome === "timeout";

/** Whether two sources are one server, and with RDAP one object, however they write it. */
export const isSameServer = (a: Source, b: Source): boolean =>
  sourceText(a).toLowerCase() === sourceText(b).toLowerCase();

/** The reply of a server that is not asked, and why not. */
export const notAsked = (source: Source, outcome: Outcome, reason: string): Reply => ({
  source,
  outcome,
  reason,
  took: 0,
  text: "",
});
