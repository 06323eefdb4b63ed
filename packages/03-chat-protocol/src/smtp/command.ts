/** What a command of SMTP is, and what all of them need. */
import type { Announced, DialogueState } from "./dialogue-state.ts";
import { reply, type Reply } from "./reply.ts";

/** What a dialogue must know of its server. */
export interface DialogueSettings {
  /** What the server calls itself. */
  readonly hostname: string;
  /** Bytes that a message may have. */
  readonly maxMessageBytes: number;
  /** Recipients that a message may have. */
  readonly maxRecipients: number;
  /** Replies about commands that make no sense; the next one is the last. */
  readonly maxErrors: number;
}

/** What follows from a command: a reply, or a message whose text is to be received. */
export type Outcome = Reply | Announced;

/** One command. */
export interface Command {
  /** What HELP says of it. */
  readonly usage: string;
  /** Whether something stands behind the verb; anything may where this is left out. */
  readonly argument?: "none" | "some";
  /** Why it cannot be given now. */
  readonly refusal?: (state: DialogueState) => Reply | undefined;
  run(state: DialogueState, argument: string, settings: DialogueSettings): Outcome;
}

/** What a client gets that uses a command in another way. */
export function usageOf({ usage }: Command): Reply {
  return reply(501, "5.5.4", `Syntax: ${usage}`);
}

/** What a message gets that is, or says that it is, larger than `SIZE` allows. */
export function tooLarge(maxMessageBytes: number): Reply {
  return reply(552, "5.3.4", `The message is too large: at most ${maxMessageBytes} bytes`);
}
