/**
 * WHOIS (RFC 3912): one line in, the answer out, close.
 *
 * ```ts
 * const answer = (query: string) => `No match for "${query}".\r\n`;
 * await createServer(() => new WhoisSession(answer), { port: 8043 });
 * ```
 */
import type { ChatOptions } from "./chat-options.ts";
import { ChatProtocol } from "./chat-protocol.ts";

/** The text of an answer. It is sent as it stands: its lines should end in CRLF (RFC 3912, 2). */
export type WhoisAnswer = string | Uint8Array | AsyncIterable<string>;

/** What an answerer knows beside the query. */
export interface WhoisContext {
  /** Aborts when the client is gone. */
  readonly signal: AbortSignal;
  /** The client's IP address. */
  readonly peer: string;
}

/**
 * Answers a query: the line without its end. It was decoded as UTF-8; where it is something else
 * it has U+FFFD, which no name contains. (WHOIS says nothing of charsets, and a guess that turned
 * the bytes into another name would be worse than an answer that says so.)
 */
export type WhoisAnswerer = (
  query: string,
  context: WhoisContext,
) => WhoisAnswer | Promise<WhoisAnswer>;

/** How a {@link WhoisSession} talks. The texts are sent as they stand, like an answer. */
export interface WhoisOptions extends Omit<ChatOptions, "terminator"> {
  /** Bytes that a query may have. @default 1024 */
  readonly maxLength?: number;
  /** Milliseconds that a client may take for its query. @default 60000 */
  readonly idleMs?: number;
  /** What a client is told whose query is longer than `limit` bytes. */
  readonly tooLong?: (limit: number) => string;
  /** What a client is told that asks nothing. */
  readonly idle?: () => string;
  /** What a client is told when the answerer throws before a byte of its answer was sent. */
  readonly failed?: (error: unknown) => string;
}

const DEFAULTS = { maxLength: 1024, idleMs: 60_000 };

const TEXTS = {
  tooLong: (limit: number) => `Query refused: it is longer than ${limit} bytes.\r\n`,
  idle: () => "No query came in time.\r\n",
  failed: () => "The query could not be answered: internal error.\r\n",
} satisfies WhoisOptions;

/** A long answer goes out in pieces of so many bytes, each when the peer has read enough. */
const PIECE_BYTES = 64 * 1024;
/** Bytes that UTF-8 needs at most for one unit of a string. */
const MAX_UTF8_BYTES = 3;

const CR = 0x0d;
const NUL = 0x00;
const utf8 = new TextDecoder();

/**
 * The conversation with one client. The query may end in CRLF, LF, telnet's CR NUL LF, or with the
 * client's half-close; the answer does not wait for one.
 */
export class WhoisSession extends ChatProtocol {
  readonly #answer: WhoisAnswerer;
  readonly #options: WhoisOptions;
  /** A part of an answer is out. */
  #answering = false;

  /** Throws RangeError for an option that cannot be. */
  constructor(answer: WhoisAnswerer, options: WhoisOptions = {}) {
    super(options, DEFAULTS);
    this.#answer = answer;
    this.#options = options;
  }

  protected override received(data: Uint8Array): void | Promise<void> {
    const query = decodeQuery(data);
    const answer = this.#answer(query, new Context(this.transport.peer.host, () => this.signal));
    if (answer instanceof Promise) return answer.then((text) => this.#reply(query, text));
    return this.#reply(query, answer);
  }

  /** `printf example.com | nc -N`: what came before the half-close is the query. */
  protected override ended(rest: Uint8Array): void | Promise<void> {
    return rest.length > 0 ? this.received(rest) : undefined;
  }

  /** The answer to `query` is pushed. By default the connection closes (RFC 3912, 2). */
  protected answered(_query: string): void {
    this.closeWhenDone();
  }

  protected override tooLong(limit: number): void {
    this.#lastWord((this.#options.tooLong ?? TEXTS.tooLong)(limit));
  }

  protected override idle(): void {
    this.#lastWord((this.#options.idle ?? TEXTS.idle)());
  }

  /** A reset tells the client that what it has of an answer is not all; a close would not. */
  protected override failed(error: unknown): void | Promise<void> {
    if (this.#answering) return super.failed(error);
    return this.#lastWord((this.#options.failed ?? TEXTS.failed)(error));
  }

  #lastWord(text: string): void {
    void this.push(text);
    this.closeWhenDone();
  }

  #reply(query: string, answer: WhoisAnswer): void | Promise<void> {
    if (!fitsInOnePiece(answer)) return this.#replyInPieces(query, answer);
    void this.push(answer);
    this.answered(query);
  }

  async #replyInPieces(query: string, answer: WhoisAnswer): Promise<void> {
    for await (const piece of piecesOf(answer)) {
      this.#answering = true;
      await this.push(piece);
    }
    this.#answering = false;
    this.answered(query);
  }
}

/** An answer from a cache asks for no signal, so none is made before somebody does. */
class Context implements WhoisContext {
  readonly peer: string;
  readonly #getSignal: () => AbortSignal;

  constructor(peer: string, getSignal: () => AbortSignal) {
    this.peer = peer;
    this.#getSignal = getSignal;
  }

  get signal(): AbortSignal {
    return this.#getSignal();
  }
}

/** The query without what telnet leaves before the LF: RFC 854 sends a lone CR as CR NUL. */
function decodeQuery(line: Uint8Array): string {
  let end = line.length;
  while (end > 0 && (line[end - 1] === CR || line[end - 1] === NUL)) end -= 1;
  return utf8.decode(line.subarray(0, end));
}

function fitsInOnePiece(answer: WhoisAnswer): answer is string | Uint8Array {
  if (typeof answer === "string") return answer.length * MAX_UTF8_BYTES <= PIECE_BYTES;
  return answer instanceof Uint8Array && answer.length <= PIECE_BYTES;
}

async function* piecesOf(answer: WhoisAnswer): AsyncGenerator<Uint8Array> {
  const parts = typeof answer === "string" || answer instanceof Uint8Array ? [answer] : answer;
  for await (const part of parts) {
    const bytes = typeof part === "string" ? Buffer.from(part) : part;
    for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
      yield bytes.subarray(at, at + PIECE_BYTES);
    }
  }
}
