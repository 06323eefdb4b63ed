/**
 * SMTP (RFC 5321): takes mail and puts it into a store.
 *
 * ```ts
 * const store = await Maildir.open("mail");
 * await createServer(() => new SmtpSession(store), { port: 8025 });
 * ```
 */
import type { Transport } from "02-echo-server";
import { ChatProtocol } from "../chat-protocol.ts";
import { strictLine } from "../terminator.ts";
import { type Answer, Dialogue } from "./dialogue.ts";
import type { Announced } from "./dialogue-state.ts";
import { Intake } from "./intake.ts";
import type { MailStore } from "./mail-store.ts";
import { isFinalDot } from "./message-line.ts";
import { formatReply, plainReply, type Reply, reply } from "./reply.ts";
import { type SmtpOptions, type SmtpSettings, smtpSettings } from "./smtp-options.ts";
import { traceHeaders } from "./trace.ts";

/** A command comes with the CR before its LF, so that it can be seen whether there was one. */
const COMMAND_END = "\n";

/** Bytes of a line that are not in the frame: its CRLF; and one that is, the dot for the transport. */
const LINE_END_BYTES = 2;
const DOT_BYTES = 1;

const SEND_IT = plainReply(354, "Start mail input; end with <CRLF>.<CRLF>");
const LINE_TOO_LONG = reply(500, "5.5.2", "The line is far too long");

/**
 * The conversation with one client.
 *
 * In a message, `\r\n.\r\n` ends it and nothing else does; and a message with a bare CR, a bare LF
 * or a NUL in it is refused. So no relay that reads line ends in another way can make us see two
 * messages where it saw one (SMTP smuggling).
 */
export class SmtpSession extends ChatProtocol {
  readonly #store: MailStore;
  readonly #settings: SmtpSettings;
  readonly #dialogue: Dialogue;
  /** The message that is being received. */
  #intake: Intake | undefined;
  #connected = false;
  #counted = false;
  /** Say goodbye as soon as no message is under way. */
  #finishing = false;

  /** Throws RangeError for an option that cannot be. */
  constructor(store: MailStore, options: SmtpOptions = {}) {
    const settings = smtpSettings(options);
    const maxLength = settings.maxLineBytes - LINE_END_BYTES + DOT_BYTES;
    super(options, { terminator: COMMAND_END, maxLength });
    this.#store = store;
    this.#settings = settings;
    this.#dialogue = new Dialogue(settings);
  }

  override connectionMade(transport: Transport): void {
    this.#connected = true;
    super.connectionMade(transport);
  }

  protected override greet(): void {
    const { hostname, connections } = this.#settings;
    this.#counted = true;
    const refusal = connections?.enter(this.transport.peer.host);
    if (refusal === undefined) return this.#say(plainReply(220, `${hostname} ESMTP`));
    this.#say(plainReply(421, `${hostname} ${refusal}`));
    this.closeWhenDone();
  }

  protected override received(line: Uint8Array): void | Promise<void> {
    if (this.#intake === undefined) return this.#answer(this.#dialogue.answer(line));
    return isFinalDot(line) ? this.#finishMessage(this.#intake) : this.#intake.line(line);
  }

  /** How such a command ended is not known, so nobody can know what comes next. */
  protected override tooLong(): void | Promise<void> {
    if (this.#intake !== undefined) return this.#intake.tooLong();
    this.#say(LINE_TOO_LONG);
    this.closeWhenDone();
  }

  protected override idle(): void {
    this.#close("4.4.2", "nothing came for too long");
  }

  /** The error has been reported; the client had better try again later. */
  protected override failed(): void {
    this.#close("4.3.0", "something is wrong here");
  }

  protected override lost(): void {
    if (this.#counted) this.#settings.connections?.leave(this.transport.peer.host);
    void this.#intake?.abandon();
  }

  /** A message that has begun to come may come to its end, everybody else is told to come again. */
  override finish(): void {
    this.#finishing = true;
    if (!this.#connected) super.finish();
    else if (this.#intake === undefined) this.#close("4.3.2", "it is shutting down");
  }

  #answer(answer: Answer): void | Promise<void> {
    if (answer.kind === "receive") return this.#receive(answer.announced);
    this.#say(answer.reply);
    if (answer.closes) this.closeWhenDone();
  }

  async #receive({ hello, transaction }: Announced): Promise<void> {
    const { hostname, date, newId, onStoreError } = this.#settings;
    const id = newId();
    const intake = new Intake(id, this.#settings, onStoreError);
    this.#intake = intake;
    const { from, to, utf8 } = transaction;
    const peer = this.transport.peer.host;
    const envelope = { from, to };
    const trace = { envelope, hello, utf8, peer, hostname, id, date: date() };
    const refusal = await intake.open(this.#store, envelope, traceHeaders(trace));
    if (refusal !== undefined) return this.#endMessage(refusal);
    this.#say(SEND_IT);
    this.setTerminator(strictLine);
  }

  async #finishMessage(intake: Intake): Promise<void> {
    const said = await intake.finish();
    this.#dialogue.received();
    this.setTerminator(COMMAND_END);
    this.#endMessage(said);
  }

  #endMessage(said: Reply): void {
    this.#intake = undefined;
    this.#say(said);
    if (this.#finishing) this.finish();
  }

  #close(enhanced: string, why: string): void {
    this.#say(reply(421, enhanced, `${this.#settings.hostname} closes: ${why}`));
    this.closeWhenDone();
  }

  #say(said: Reply): void {
    void this.push(formatReply(said));
  }
}
