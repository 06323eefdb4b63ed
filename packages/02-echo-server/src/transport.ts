/**
 * What a protocol may do to its connection. asyncio's Transport, with typed addresses in place of
 * `get_extra_info("peername")`.
 *
 * ```ts
 * connectionMade(transport: Transport) {
 *   transport.write(`hello ${transport.peer.host}\r\n`);
 *   transport.close(); // after the greeting is sent
 * }
 * ```
 */
import type { Address } from "./address.ts";
import type { Protocol } from "./protocol.ts";

/** When to tell the protocol to stop writing and to go on, in bytes. `high >= low >= 0`. */
export interface WaterMarks {
  /** Strictly more than this many bytes waiting: `pauseWriting`. @default 65536 */
  readonly high: number;
  /** This many bytes waiting or fewer: `resumeWriting`. @default a quarter of `high` */
  readonly low: number;
}

/** One connection as its protocol sees it. All methods may be called at any time, also after the end. */
export interface Transport {
  /** The other end. */
  readonly peer: Address;
  /** Our end. */
  readonly local: Address;
  /** True from `close()`, `abort()` or the end of the connection on. */
  readonly closing: boolean;
  /** Bytes accepted by `write()` and not yet taken by the kernel. */
  readonly buffered: number;

  /**
   * Send bytes, or a string as UTF-8. Never blocks and never refuses: what the kernel does not take
   * at once waits here, and the water marks say when it is too much. Bytes are not copied, so
   * leave them alone afterwards. After `writeEof()`, and once the transport is closing, they are
   * dropped: a reply that comes too late is nobody's error.
   *
   * @throws TypeError if `data` is neither.
   */
  write(data: string | Uint8Array): void;
  /** Half-close: FIN after all that was written. We can still read. A second call does nothing. */
  writeEof(): void;
  /**
   * Send what is waiting, then end: `connectionLost(null)`. No more data is received. Waits as long
   * as the peer takes to read; `abort()` does not.
   */
  close(): void;
  /** End now: RST, what is waiting is dropped, then `connectionLost(error ?? null)`. */
  abort(error?: Error): void;

  /**
   * No more `dataReceived` and `eofReceived` until `resumeReading()`. TCP then slows the peer down;
   * once it has sent more than may wait here, its going is noticed only after that.
   */
  pauseReading(): void;
  /** Go on reading. Callbacks come later, never inside this call. */
  resumeReading(): void;
  /**
   * When to pause and to resume writing. One mark given alone moves the other as in asyncio:
   * `low` becomes `high / 4`, or `high` becomes `4 * low`.
   *
   * @throws RangeError unless `high >= low >= 0`, both whole numbers.
   */
  setWaterMarks(marks: Partial<WaterMarks>): void;
  /**
   * Hand the connection over: callbacks go to `protocol` from now on. Its `connectionMade` is not
   * called, nor is it told whether writing is paused just now.
   *
   * @throws TypeError if a callback's name is misspelt.
   */
  setProtocol(protocol: Protocol): void;
}
