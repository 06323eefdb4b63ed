/**
 * A transport with no socket, for feeding a protocol one byte at a time and seeing what it writes,
 * all in one turn of the event loop. It has the shape of `Transport` in `02-echo-server`.
 *
 * ```ts
 * const transport = new MemoryTransport(new Echo());
 * transport.feed("hello\r\n");
 * transport.takeWritten(); // "hello\r\n"
 * ```
 *
 * As on a real transport nothing is called back from inside `close`, `abort` or `resumeReading`:
 * those take effect on the next microtask. What a protocol throws goes to whoever fed it.
 */

/** One end of a connection. */
export interface AddressLike {
  readonly host: string;
  readonly port: number;
  readonly family: 4 | 6;
}

/** The callbacks of `Protocol` in `02-echo-server`: made → data* → eof? → lost. */
export interface ProtocolLike {
  connectionMade?(transport: MemoryTransport): void;
  dataReceived?(data: Uint8Array): void;
  eofReceived?(): boolean | void;
  connectionLost?(error: Error | null): void;
  pauseWriting?(): void;
  resumeWriting?(): void;
}

/** Where a {@link MemoryTransport} pretends to be. */
export interface MemoryTransportOptions {
  /** @default 192.0.2.1 port 54321 (an address for documentation, RFC 5737) */
  readonly peer?: AddressLike;
  /** @default 127.0.0.1 port 8007 */
  readonly local?: AddressLike;
}

const PEER: AddressLike = { host: "192.0.2.1", port: 54_321, family: 4 };
const LOCAL: AddressLike = { host: "127.0.0.1", port: 8007, family: 4 };
const HIGH_WATER_BYTES = 64 * 1024;

/** The protocol's side of a connection and, in `feed` to `drain`, its peer in the test's hand. */
export class MemoryTransport {
  readonly peer: AddressLike;
  readonly local: AddressLike;
  #protocol: ProtocolLike;
  #incoming: (Uint8Array | "eof")[] = [];
  #delivering = false;
  #readingPaused = false;
  #peerEof = false;
  #outgoing: Buffer[] = [];
  #buffered = 0;
  #written: Buffer[] = [];
  #peerReads = true;
  #writingPaused = false;
  #high = HIGH_WATER_BYTES;
  #low = HIGH_WATER_BYTES / 4;
  #eofWritten = false;
  #closing = false;
  #lost = false;

  /** Connects the protocol: calls its `connectionMade` before it returns. */
  constructor(protocol: ProtocolLike, options: MemoryTransportOptions = {}) {
    this.peer = options.peer ?? PEER;
    this.local = options.local ?? LOCAL;
    this.#protocol = protocol;
    protocol.connectionMade?.(this);
  }

  /** The peer sends these bytes (text as UTF-8). While reading is paused they wait their turn. */
  feed(data: string | Uint8Array): void {
    this.#incoming.push(typeof data === "string" ? Buffer.from(data) : data);
    this.#deliver();
  }

  /** The peer half-closes, behind everything that it has sent. */
  feedEof(): void {
    this.#incoming.push("eof");
    this.#deliver();
  }

  /** The connection is gone: with an error as by a reset, without one as after a clean end. */
  lose(error?: Error): void {
    if (this.#lost) return;
    this.#lost = true;
    this.#closing = true;
    this.#incoming = [];
    this.#outgoing = [];
    this.#buffered = 0;
    this.#protocol.connectionLost?.(error ?? null);
  }

  /** What the peer has read since the last call, one character per byte (latin1). */
  takeWritten(): string {
    return this.takeWrittenBytes().toString("latin1");
  }

  /** What the peer has read since the last call. */
  takeWrittenBytes(): Buffer {
    const bytes = Buffer.concat(this.#written);
    this.#written = [];
    return bytes;
  }

  /** The peer reads nothing any more: what is written stays in the buffer. */
  stopReading(): void {
    this.#peerReads = false;
  }

  /** The peer reads what is in the buffer, and from now on everything at once. */
  startReading(): void {
    this.#peerReads = true;
    this.drain();
  }

  /** The peer reads so many bytes of the buffer (all of it by default), then stops again. */
  drain(bytes: number = this.#buffered): void {
    for (let left = Math.min(bytes, this.#buffered); left > 0;) {
      const [first, ...rest] = this.#outgoing;
      if (first === undefined) break;
      const read = first.subarray(0, left);
      this.#written.push(read);
      this.#buffered -= read.length;
      left -= read.length;
      this.#outgoing = read.length < first.length ? [first.subarray(read.length), ...rest] : rest;
    }
    this.#maybeResumeWriting();
    this.#maybeFinish();
  }

  /** Whether the protocol has half-closed, and the peer has read up to that end. */
  get ended(): boolean {
    return this.#eofWritten && this.#buffered === 0;
  }

  /** Whether the connection is lost. */
  get lost(): boolean {
    return this.#lost;
  }

  get closing(): boolean {
    return this.#closing;
  }

  /** Bytes that were written and that the peer has not read. */
  get buffered(): number {
    return this.#buffered;
  }

  write(data: string | Uint8Array): void {
    if (this.#closing || this.#eofWritten) return;
    const bytes = Buffer.from(data);
    this.#outgoing.push(bytes);
    this.#buffered += bytes.length;
    if (this.#peerReads) this.drain();
    else this.#maybePauseWriting();
  }

  writeEof(): void {
    this.#eofWritten = true;
    this.#maybeFinish();
  }

  close(): void {
    this.#closing = true;
    this.#incoming = [];
    this.#maybeFinish();
  }

  abort(error?: Error): void {
    this.#closing = true;
    this.#outgoing = [];
    this.#buffered = 0;
    queueMicrotask(() => this.lose(error));
  }

  pauseReading(): void {
    this.#readingPaused = true;
  }

  resumeReading(): void {
    this.#readingPaused = false;
    queueMicrotask(() => this.#deliver());
  }

  setWaterMarks(marks: { readonly high?: number; readonly low?: number }): void {
    const high = marks.high ?? (marks.low === undefined ? HIGH_WATER_BYTES : marks.low * 4);
    const low = marks.low ?? Math.floor(high / 4);
    if (!(high >= low && low >= 0)) {
      throw new RangeError(`Cannot set water marks "${high}" and "${low}": not high >= low >= 0`);
    }
    this.#high = high;
    this.#low = low;
    this.#maybePauseWriting();
    this.#maybeResumeWriting();
  }

  setProtocol(protocol: ProtocolLike): void {
    this.#protocol = protocol;
  }

  #deliver(): void {
    // A protocol that resumes reading from inside dataReceived is served by the loop it is in.
    if (this.#delivering) return;
    this.#delivering = true;
    try {
      while (!this.#readingPaused && !this.#closing) {
        const next = this.#incoming.shift();
        if (next === undefined) break;
        if (next === "eof") this.#deliverEof();
        else this.#protocol.dataReceived?.(next);
      }
    } finally {
      this.#delivering = false;
    }
  }

  #deliverEof(): void {
    this.#peerEof = true;
    const keepOpen = this.#protocol.eofReceived?.() === true;
    if (keepOpen) this.#maybeFinish();
    else this.close();
  }

  #maybePauseWriting(): void {
    if (this.#writingPaused || this.#buffered <= this.#high) return;
    this.#writingPaused = true;
    this.#protocol.pauseWriting?.();
  }

  #maybeResumeWriting(): void {
    if (!this.#writingPaused || this.#buffered > this.#low) return;
    this.#writingPaused = false;
    this.#protocol.resumeWriting?.();
  }

  /** The connection is over once all is flushed and either side has closed it or both have ended. */
  #maybeFinish(): void {
    const over = this.#closing || (this.#peerEof && this.#eofWritten);
    if (!over || this.#buffered > 0 || this.#lost) return;
    queueMicrotask(() => this.lose());
  }
}
