/**
 * A conversation over TCP: what the peer says comes in frames, one after the other, and each gets
 * its reply before the next is looked at.
 *
 * ```ts
 * class Shout extends ChatProtocol {
 *   protected received(line: Uint8Array) {
 *     return this.push(`${Buffer.from(line)}`.toUpperCase() + "\r\n");
 *   }
 * }
 * await createServer(() => new Shout(), { port: 8007 });
 * ```
 */
import { CancelledError } from "01-background-tasks";
import type { Protocol, Seat, Transport } from "02-echo-server";
import type { Conversation } from "./chat-group.ts";
import { type ChatOptions, type ChatSettings, chatSettings } from "./chat-options.ts";
import { asError, isCancellation } from "./handler-error.ts";
import { Inbox, type Message } from "./inbox.ts";
import { Outbox } from "./outbox.ts";
import { Patience } from "./patience.ts";
import type { Terminator } from "./terminator.ts";

/** One step of a conversation; the next one waits for it. */
type Step = () => void | Promise<void>;

/** Why signals abort after a clean end: one for all, for an error is dear to make. */
const CLOSED = new CancelledError("The connection is closed");

/**
 * Parent of protocols in which two sides take turns.
 *
 * `greet`? → (`received` | `tooLong` | `idle`)* → `ended`? → `lost`
 *
 * Each hook may return a promise: the next one waits for it, and for the peer to read its replies.
 * A hook that throws, or whose promise rejects, ends this connection and no other: the error goes
 * to `onError`, then `failed` says what the peer gets. When the connection is lost while a hook
 * runs, `signal` aborts, and nothing but `lost` is called any more.
 */
export abstract class ChatProtocol implements Protocol {
  readonly #settings: ChatSettings;
  readonly #inbox: Inbox;
  readonly #outbox: Outbox;
  readonly #patience: Patience;
  #transport: Transport | undefined;
  /** Its place in the group. */
  #seat: Seat<Conversation> | undefined;
  #controller: AbortController | undefined;
  /** Closing: our last word is pushed. Lost: the connection is gone. */
  #state: "open" | "closing" | "lost" = "open";
  /** A hook runs. */
  #busy = false;
  /** Close when the hook that runs has settled. */
  #finishing = false;
  #failing = false;
  #lostBecause: Error | undefined;

  /**
   * `defaults` are for a subclass: they hold where the options say nothing. Throws TypeError or
   * RangeError for an option that cannot be.
   */
  constructor(options: ChatOptions = {}, defaults: ChatOptions = {}) {
    this.#settings = chatSettings(options, defaults);
    this.#inbox = new Inbox(this.#settings, this.#settings.maxPipelined);
    this.#outbox = new Outbox(this.#settings.maxUnread);
    this.#patience = new Patience(this.#settings, () => this.#isIdle());
  }

  /** The connection stands; comes before any frame. */
  protected greet?(): void | Promise<void>;
  /** A frame came, here without its terminator. */
  protected abstract received(data: Uint8Array): void | Promise<void>;
  /** A frame had more than `limit` bytes and is dropped. By default the connection closes. */
  protected tooLong(_limit: number): void | Promise<void> {
    this.closeWhenDone();
  }
  /** No complete frame came for `idleMs`. By default the connection closes. */
  protected idle(): void | Promise<void> {
    this.closeWhenDone();
  }
  /** The peer half-closed; `rest` had no terminator. The connection closes afterwards. */
  protected ended?(rest: Uint8Array): void | Promise<void>;
  /** A hook threw. By default the connection is aborted; in any case it closes afterwards. */
  protected failed(error: unknown): void | Promise<void> {
    this.transport.abort(asError(error));
  }
  /** The connection is gone: `null` after a clean end. Called exactly once. */
  protected lost?(error: Error | null): void;

  /** The connection. Throws Error before it is made. */
  protected get transport(): Transport {
    if (this.#transport === undefined) throw new Error("Cannot use the transport: not connected");
    return this.#transport;
  }

  /** Aborts when the connection is lost: pass it on to whatever a hook waits for. */
  protected get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController();
      if (this.#lostBecause !== undefined) this.#controller.abort(this.#lostBecause);
    }
    return this.#controller.signal;
  }

  /** What ends the next frame, from the very next byte on. Throws as `Framer` does. */
  setTerminator(terminator: Terminator): void {
    this.#inbox.framer.terminator = terminator;
    this.#goOn(); // what was no frame may be one now
  }

  /** How many bytes the next frame may have. Throws as `Framer` does. */
  setMaxLength(bytes: number): void {
    this.#inbox.framer.maxLength = bytes;
    this.#goOn();
  }

  /**
   * Sends a reply, text as UTF-8. Await it to respect the peer's reading speed: it resolves once
   * no more than the low water mark is waiting, and rejects when the connection is lost. A peer
   * that leaves more than `maxUnread` bytes unread is aborted with a LimitError.
   */
  push(data: string | Uint8Array): Promise<void> {
    this.#outbox.write(this.transport, data);
    return this.#outbox.drained();
  }

  /** Closes the connection behind all that was pushed. Nothing is received or pushed any more. */
  closeWhenDone(): void {
    if (this.#state !== "open") return;
    this.#state = "closing";
    this.transport.close();
    this.#watch();
  }

  /** Lets the hook that runs come to its end, then closes. At once when none runs. */
  finish(): void {
    this.#finishing = true;
    if (!this.#busy && this.#transport !== undefined) this.closeWhenDone();
  }

  /** For the transport only. */
  connectionMade(transport: Transport): void {
    this.#transport = transport;
    this.#seat = this.#settings.group?.add(this);
    if (this.#finishing) this.closeWhenDone();
    if (this.#state !== "open") return;
    if (this.greet !== undefined) this.#run(() => this.greet?.());
    this.#watch();
  }

  /** For the transport only. */
  dataReceived(data: Uint8Array): void {
    this.#inbox.framer.push(data);
    this.#goOn();
  }

  /** For the transport only: a peer that has said all still wants to hear our reply. */
  eofReceived(): boolean {
    if (this.#state !== "open") return false;
    this.#inbox.end();
    this.#goOn();
    return true;
  }

  /** For the transport only. */
  connectionLost(error: Error | null): void {
    this.#state = "lost";
    this.#patience.end();
    if (this.#seat !== undefined) this.#settings.group?.remove(this.#seat);
    this.#lostBecause =
      error === null ? CLOSED : new CancelledError("The connection is lost", { cause: error });
    this.#outbox.fail(this.#lostBecause);
    this.#controller?.abort(this.#lostBecause);
    this.lost?.(error);
  }

  /** For the transport only. */
  pauseWriting(): void {
    this.#outbox.pause();
    this.#watch();
  }

  /** For the transport only. */
  resumeWriting(): void {
    this.#outbox.resume();
    this.#watch();
    this.#goOn();
  }

  /** Whether a hook may be called now. */
  get #ready(): boolean {
    if (this.#busy || this.#outbox.paused || this.#state !== "open") return false;
    return this.#transport?.closing === false;
  }

  /** Takes one step after the other, as far as they go without waiting. */
  #goOn(): void {
    let steps = 0;
    while (this.#ready) {
      const message = this.#inbox.next();
      if (message === undefined) break;
      steps += 1;
      this.#run(() => this.#deliver(message));
    }
    if (this.#state !== "open" || this.#transport === undefined) return;
    if (steps > 0) this.#watch();
    this.#inbox.steer(this.#transport, this.#ready);
  }

  #deliver(message: Message): void | Promise<void> {
    if (message.kind === "frame") return this.received(message.data);
    if (message.kind === "tooLong") return this.tooLong(message.limit);
    this.#finishing = true;
    return this.ended?.(message.rest);
  }

  /** Nothing else is delivered before the step has settled. */
  #run(step: Step): void {
    this.#busy = true;
    try {
      const promise = step();
      if (promise === undefined) this.#settled();
      else
        promise.then(
          () => this.#settledLater(),
          (error: unknown) => this.#fail(error),
        );
    } catch (error) {
      this.#fail(error);
    }
  }

  #settledLater(): void {
    this.#settled();
    this.#goOn();
    this.#watch();
  }

  #settled(): void {
    this.#busy = false;
    if (this.#finishing) this.closeWhenDone();
  }

  #fail(error: unknown): void {
    this.#busy = false;
    if (this.#lostBecause !== undefined && isCancellation(error, this.#lostBecause)) return;
    this.#settings.onError(error, this.transport.peer);
    // After our last word it makes no difference to the peer.
    if (this.#state !== "open") return;
    this.#finishing = true;
    const isFirst = !this.#failing;
    this.#failing = true;
    if (isFirst) this.#run(() => this.failed(error));
    else this.transport.abort(asError(error));
  }

  #isIdle(): void {
    this.#run(() => this.idle());
    this.#goOn();
    this.#watch();
  }

  /** Waits, with a limit in time, for what is needed in this state. */
  #watch(): void {
    if (this.#state === "lost") return;
    const isClosing = this.#state === "closing";
    const isUnread = this.#outbox.paused || (isClosing && this.transport.buffered > 0);
    const awaited = isUnread ? "reader" : this.#busy || isClosing ? "nothing" : "frame";
    this.#patience.waitFor(awaited, this.transport);
  }
}
