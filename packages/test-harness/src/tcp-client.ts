/**
 * A TCP client that types and expects, for driving a server over a real socket.
 *
 * ```ts
 * await using client = await TcpClient.connect({ host: "127.0.0.1", port: 8007 });
 * await client.send("hello");
 * await client.expect("hello");
 * await client.end();
 * await client.expectEnd();
 * ```
 *
 * Lines and ends are consumed in order, and silence is never asserted: what a test says is what
 * comes next. Each expectation is an assertion of vitest.
 */
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { compare } from "./compare.ts";
import { Inbox, type Look } from "./inbox.ts";
import { repr } from "./repr.ts";
import { turn } from "./turn.ts";
import { DEFAULT_WITHIN_MS, within } from "./within.ts";

/** How a {@link TcpClient} reads and writes. */
export interface ClientOptions {
  /** Ends each line that is sent or expected. @default "\r\n" */
  readonly terminator?: string;
  /** Real milliseconds after which a wait is given up: a guard against hanging. @default 10000 */
  readonly withinMs?: number;
  /** The local address to connect from, such as `127.0.0.2`. */
  readonly localAddress?: string;
}

const END = "the end (FIN)";
const RESET = "a reset (RST)";

function isReset(error: Error): boolean {
  return "code" in error && error.code === "ECONNRESET";
}

/** One connection. It stays half-open after the peer's FIN until it is ended or disposed. */
export class TcpClient implements AsyncDisposable {
  readonly #socket: Socket;
  readonly #terminator: string;
  readonly #withinMs: number;
  readonly #inbox = new Inbox();
  #paused = false;

  private constructor(socket: Socket, options: ClientOptions) {
    this.#socket = socket;
    this.#terminator = options.terminator ?? "\r\n";
    this.#withinMs = options.withinMs ?? DEFAULT_WITHIN_MS;
    socket.on("data", (chunk: Buffer) => this.#inbox.push(chunk));
    socket.on("end", () => this.#inbox.finish(END));
    socket.on("error", (error) => this.#inbox.finish(isReset(error) ? RESET : error.message));
    socket.on("close", () => this.#inbox.finish("a close by this client"));
  }

  /** Connects; rejects with the system's error, such as one with the code `ECONNREFUSED`. */
  static async connect(
    to: { readonly host: string; readonly port: number },
    options: ClientOptions = {},
  ): Promise<TcpClient> {
    const { host, port } = to;
    const from = options.localAddress === undefined ? {} : { localAddress: options.localAddress };
    const socket = connect({ host, port, allowHalfOpen: true, noDelay: true, ...from });
    const client = new TcpClient(socket, options);
    try {
      const target = `${host} port ${port}`;
      const guard = options.withinMs ?? DEFAULT_WITHIN_MS;
      await within(guard, once(socket, "connect"), () => `Expected ${target} to accept`);
      return client;
    } catch (error) {
      await client[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** The client's own end, as the server sees its peer. */
  get local(): { readonly host: string; readonly port: number } {
    return { host: this.#socket.localAddress ?? "", port: this.#socket.localPort ?? 0 };
  }

  /** Sends the lines, each with the terminator behind it, in one write: pipelined as typed. */
  async send(...lines: readonly string[]): Promise<void> {
    await this.sendRaw(lines.map((line) => line + this.#terminator).join(""));
  }

  /**
   * Sends the bytes as they are (text as UTF-8). With `chunk` they go in separate writes of so many
   * bytes, each handed to the kernel before the next and a few turns of the event loop apart, so
   * that a server in this process reads them one by one. Resolves when all is handed over, or when
   * the connection is gone: how it ended is for the next expectation to say. Rejects when the peer
   * does not take it.
   */
  async sendRaw(
    data: string | Uint8Array,
    options: { readonly chunk?: number } = {},
  ): Promise<void> {
    const bytes = typeof data === "string" ? Buffer.from(data) : data;
    const chunk = options.chunk ?? Math.max(1, bytes.length);
    if (!Number.isInteger(chunk) || chunk < 1) {
      throw new RangeError(`Cannot send in chunks of "${chunk}": not a positive whole number`);
    }
    if (this.#socket.writableEnded) throw new Error("Cannot send: this client has sent its end");
    for (let at = 0; at < bytes.length && !this.#socket.destroyed; at += chunk) {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#socket.write(bytes.subarray(at, at + chunk), () => resolve());
      await within(
        this.#withinMs,
        promise,
        () => `Expected the peer to take ${bytes.length} bytes`,
      );
      if (chunk < bytes.length) await turn(3);
    }
  }

  /** The next lines are exactly these, in this order; returns them without their terminators. */
  async expect(...lines: readonly (string | RegExp)[]): Promise<string[]> {
    const received: string[] = [];
    for (const expected of lines) {
      const wanted = `line ${repr(expected)}`;
      const line = await this.#read(wanted, (ended) => {
        const bytes = this.#inbox.bytes();
        const at = bytes.indexOf(this.#terminator);
        if (at >= 0) {
          const taken = at + Buffer.byteLength(this.#terminator);
          return { taken, value: bytes.toString("utf8", 0, at) };
        }
        if (ended) throw this.#unexpected(wanted);
        return undefined;
      });
      compare(line, expected);
      received.push(line);
    }
    return received;
  }

  /** The next bytes are exactly these (text as UTF-8), whether or not a terminator follows. */
  async expectBytes(data: string | Uint8Array): Promise<void> {
    const expected = Buffer.from(data);
    const received = await this.read(expected.length);
    // As text a difference is shown in a line; as buffers in a line for each byte.
    compare(received.toString("latin1"), expected.toString("latin1"));
  }

  /** The next `count` bytes, whatever they are. */
  read(count: number): Promise<Buffer> {
    const wanted = `${count} bytes`;
    return this.#read(wanted, (ended) => {
      if (this.#inbox.length >= count) {
        return { taken: count, value: this.#inbox.bytes().subarray(0, count) };
      }
      if (ended) throw this.#unexpected(wanted);
      return undefined;
    });
  }

  /** All bytes up to the peer's FIN, as UTF-8; fails when the connection is reset instead. */
  async readToEnd(): Promise<string> {
    const bytes = await this.readBytesToEnd();
    return bytes.toString("utf8");
  }

  /** All bytes up to the peer's FIN, as they came; fails when the connection is reset instead. */
  readBytesToEnd(): Promise<Buffer> {
    return this.#read(END, (ended) => {
      if (ended === undefined) return undefined;
      if (ended !== END) throw this.#unexpected(END);
      return { taken: this.#inbox.length, value: this.#inbox.bytes() };
    });
  }

  /** The peer's FIN comes next, and nothing before it. */
  async expectEnd(): Promise<void> {
    const next = await this.#read(END, (ended) => {
      const isSomething = this.#inbox.length > 0 || ended !== undefined;
      return isSomething ? { taken: 0, value: this.#inbox.describe() } : undefined;
    });
    compare(next, END);
  }

  /** The peer resets the connection (RST); what it had sent before is dropped. */
  async expectReset(): Promise<void> {
    const ending = await this.#read(RESET, (ended) =>
      ended === undefined ? undefined : { taken: this.#inbox.length, value: ended },
    );
    compare(ending, RESET);
  }

  /** Stops reading: the peer's bytes stay in the kernel until its window is full. */
  pause(): void {
    this.#paused = true;
    this.#socket.pause();
  }

  /** Reads again. */
  resume(): void {
    this.#paused = false;
    this.#socket.resume();
  }

  /** Half-closes: sends a FIN and goes on reading. */
  async end(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#socket.end(() => resolve());
    this.#socket.once("close", resolve);
    await within(this.#withinMs, promise, () => "Expected the peer to take the end (FIN)");
  }

  /** Resets the connection: sends an RST. */
  async reset(): Promise<void> {
    this.#socket.resetAndDestroy();
    await this.#closed();
  }

  /** Closes the socket without ceremony and waits until it is closed. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#socket.destroy();
    await this.#closed();
  }

  async #closed(): Promise<void> {
    if (!this.#socket.closed) await once(this.#socket, "close");
  }

  async #read<T>(wanted: string, look: Look<T>): Promise<T> {
    if (this.#paused) throw new Error(`Cannot expect ${wanted}: this client is paused`);
    if (this.#inbox.busy) throw new Error(`Cannot expect ${wanted}: an earlier wait is not over`);
    try {
      return await within(
        this.#withinMs,
        this.#inbox.read(look),
        () => this.#unexpected(wanted).message,
      );
    } finally {
      this.#inbox.giveUp();
    }
  }

  #unexpected(wanted: string): Error {
    return new Error(`Expected ${wanted}, received ${this.#inbox.describe()}`);
  }
}
