/**
 * The conversation as far as it is commands and replies. It has no sockets and no time: bytes of a
 * line in, an answer out.
 */
import { type Command, type DialogueSettings, type Outcome, usageOf } from "./command.ts";
import { type CommandLine, parseCommandLine } from "./command-line.ts";
import { commands } from "./commands.ts";
import type { Announced, DialogueState } from "./dialogue-state.ts";
import { type Reply, reply } from "./reply.ts";

/** What to do after a line. */
export type Answer =
  /** Say this, and go on or close the connection. */
  | { readonly kind: "say"; readonly reply: Reply; readonly closes: boolean }
  /** Receive the text of this message. */
  | { readonly kind: "receive"; readonly announced: Announced };

const UNKNOWN = reply(500, "5.5.1", "That command is not known: HELP lists those that are");
const NOT_IMPLEMENTED = reply(502, "5.5.1", "That command is not implemented");

/** Commands of RFCs that are not built here, so that a client hears 502 and not 500 (RFC 5321, 4.2.4). */
const NOT_BUILT = new Set(
  "ATRN AUTH BDAT BURL ETRN EXPN SAML SEND SOML STARTTLS TURN VERB XCLIENT XFORWARD".split(" "),
);

/**
 * How requests of HTTP begin. A web page can make a browser send one anywhere, this port included,
 * with SMTP commands in its body; so the conversation ends before the body comes.
 */
const HTTP = new Set("CONNECT DELETE GET HEAD OPTIONS PATCH POST PUT TRACE".split(" "));

/** Codes for commands that make no sense; a full mailbox or a large message is another matter. */
const ERRORS = new Set([500, 501, 502, 503, 504, 555]);

/** One client's conversation. */
export class Dialogue {
  readonly #settings: DialogueSettings;
  readonly #state: DialogueState = { hello: undefined, transaction: undefined };
  #errors = 0;

  constructor(settings: DialogueSettings) {
    this.#settings = settings;
  }

  /** Answers a line of bytes, which has lost its LF but not its CR. */
  answer(bytes: Uint8Array): Answer {
    const line = parseCommandLine(bytes);
    const isFatal = "fatal" in line && line.fatal;
    const outcome = "verb" in line ? this.#run(line) : line.refusal;
    if ("code" in outcome) return this.#say(outcome, isFatal);
    return { kind: "receive", announced: outcome };
  }

  /** The text of the message has come, whatever became of it: the next may begin. */
  received(): void {
    this.#state.transaction = undefined;
  }

  #run({ verb, argument }: CommandLine): Outcome {
    const command = commands.get(verb);
    if (command === undefined) return this.#unknown(verb);
    const refusal = command.refusal?.(this.#state);
    if (refusal !== undefined) return refusal;
    if (!fits(command, argument)) return usageOf(command);
    return command.run(this.#state, argument, this.#settings);
  }

  #unknown(verb: string): Reply {
    if (HTTP.has(verb)) return this.#farewell("4.7.0", "this is no web server");
    return NOT_BUILT.has(verb) ? NOT_IMPLEMENTED : UNKNOWN;
  }

  /** Counts what makes no sense, and loses patience. */
  #say(said: Reply, isFatal: boolean): Answer {
    if (ERRORS.has(said.code)) this.#errors += 1;
    if (this.#errors > this.#settings.maxErrors) {
      return { kind: "say", reply: this.#farewell("4.7.0", "too many errors"), closes: true };
    }
    return { kind: "say", reply: said, closes: isFatal || said.code === 221 || said.code === 421 };
  }

  #farewell(enhanced: string, why: string): Reply {
    return reply(421, enhanced, `${this.#settings.hostname} closes: ${why}`);
  }
}

function fits({ argument: wanted }: Command, argument: string): boolean {
  return wanted === undefined || (wanted === "none") === (argument === "");
}
