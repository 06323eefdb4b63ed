/** A message on its way from the wire into the store. */
import { tooLarge } from "./command.ts";
import { type Envelope, type MailDraft, type MailStore, StoreError } from "./mail-store.ts";
import { continuesField, forbiddenIn, unstuffed } from "./message-line.ts";
import { Piece } from "./piece.ts";
import { type Reply, reply } from "./reply.ts";

/** What a message may be. */
export interface IntakeLimits {
  /** Bytes of a message: line ends counted, dots added for the transport and trace headers not (RFC 1870, 5). */
  readonly maxMessageBytes: number;
  /** Bytes of one of its lines, CRLF counted. */
  readonly maxLineBytes: number;
}

/** Bytes that are handed to the store at a time. */
const PIECE_BYTES = 64 * 1024;
const LINE_END_BYTES = 2;
const EMPTY_LINE = new Uint8Array();

const NO_ROOM = reply(452, "4.3.1", "There is no room for the message now");
const NOT_STORED = reply(451, "4.3.0", "The message cannot be stored now");

/**
 * Takes a message line by line and gives the store pieces of it, so that only one piece is ever in
 * memory. A message that is refused is discarded at once, and what still comes of it is dropped: its
 * client hears of it when it has sent all (RFC 5321, 4.2.5).
 *
 * Its calls are made one after another, each awaited; only `abandon` may come at any time.
 */
export class Intake {
  readonly #id: string;
  readonly #limits: IntakeLimits;
  readonly #onStoreError: (error: StoreError) => void;
  readonly #piece = new Piece();
  #draft: MailDraft | undefined;
  #size = 0;
  #refusal: Reply | undefined;
  /** The store is at work on something. */
  #busy = false;
  #abandoned = false;

  /** `id` names the message to the client; `onStoreError` hears what the store cannot do. */
  constructor(id: string, limits: IntakeLimits, onStoreError: (error: StoreError) => void) {
    this.#id = id;
    this.#limits = limits;
    this.#onStoreError = onStoreError;
  }

  /** Begins the message with our own header fields. Resolves with the reason why it cannot be taken. */
  async open(store: MailStore, envelope: Envelope, headers: string): Promise<Reply | undefined> {
    await this.#work(async () => {
      this.#draft = await store.open(envelope);
    });
    this.#piece.add(Buffer.from(headers));
    return this.#refusal;
  }

  /** Takes a line without its CRLF. Returns a promise when the store has to be waited for. */
  line(stuffed: Uint8Array): Promise<void> | undefined {
    if (this.#refusal !== undefined) return undefined;
    const line = unstuffed(stuffed);
    const isFirst = this.#size === 0;
    this.#size += line.length + LINE_END_BYTES;
    const refusal = this.#check(line);
    if (refusal !== undefined) return this.#refuse(refusal);
    // Or the client would write the end of our own last header field.
    if (isFirst && continuesField(line)) this.#piece.addLine(EMPTY_LINE);
    this.#piece.addLine(line);
    return this.#piece.length < PIECE_BYTES ? undefined : this.#writePiece();
  }

  /** A line had more bytes than anybody has room for. */
  async tooLong(): Promise<void> {
    if (this.#refusal === undefined) await this.#refuse(this.#lineTooLong());
  }

  /** All lines have come. Resolves with what the client is told: that it is stored, or why not. */
  async finish(): Promise<Reply> {
    if (this.#refusal === undefined) await this.#writePiece();
    const draft = this.#draft;
    this.#draft = undefined; // a commit that fails leaves nothing to discard
    let isStored = false;
    await this.#work(async () => {
      await draft?.commit();
      isStored = draft !== undefined;
    });
    if (isStored) return reply(250, "2.0.0", `Stored as ${this.#id}`);
    return this.#refusal ?? NOT_STORED;
  }

  /** The client is gone, or is sent away: nothing of the message stays. */
  async abandon(): Promise<void> {
    this.#abandoned = true;
    if (!this.#busy) await this.#discard();
  }

  #check(line: Uint8Array): Reply | undefined {
    const forbidden = forbiddenIn(line);
    if (forbidden !== undefined) return notAllowed(forbidden);
    const { maxLineBytes, maxMessageBytes } = this.#limits;
    if (line.length + LINE_END_BYTES > maxLineBytes) return this.#lineTooLong();
    return this.#size > maxMessageBytes ? tooLarge(maxMessageBytes) : undefined;
  }

  #lineTooLong(): Reply {
    return reply(500, "5.6.0", `A line is too long: at most ${this.#limits.maxLineBytes} bytes`);
  }

  async #writePiece(): Promise<void> {
    const bytes = this.#piece.take();
    await this.#work(async () => {
      await this.#draft?.write(bytes);
    });
  }

  async #refuse(refusal: Reply): Promise<void> {
    this.#refusal = refusal;
    this.#piece.take();
    await this.#discard();
  }

  /** Waits for the store; what it cannot do is why the message is refused. */
  async #work(work: () => Promise<void>): Promise<void> {
    this.#busy = true;
    try {
      await work();
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      this.#onStoreError(error);
      await this.#refuse(notStored(error));
    } finally {
      this.#busy = false;
      if (this.#abandoned) await this.#discard();
    }
  }

  async #discard(): Promise<void> {
    const draft = this.#draft;
    this.#draft = undefined;
    await draft?.discard();
  }
}

function notAllowed(forbidden: "CR" | "LF" | "NUL"): Reply {
  const what = forbidden === "NUL" ? "a NUL" : `${forbidden} alone: lines end in CRLF`;
  return reply(550, "5.6.0", `The message has ${what}`);
}

/** RFC 5321, 4.2.3: both are for now, so the client tries again. */
function notStored({ fault }: StoreError): Reply {
  return fault === "full" ? NO_ROOM : NOT_STORED;
}
