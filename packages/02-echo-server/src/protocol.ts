/**
 * What a program does with a connection: the callbacks that a transport calls.
 *
 * ```ts
 * class Shout implements Protocol {
 *   #transport: Transport | undefined;
 *   connectionMade(transport: Transport) {
 *     this.#transport = transport;
 *   }
 *   dataReceived(data: Uint8Array) {
 *     this.#transport?.write(new TextDecoder().decode(data).toUpperCase());
 *   }
 * }
 * const server = await createServer(() => new Shout(), { port: 8007 });
 * ```
 */
import type { Transport } from "./transport.ts";

/**
 * One connection, from its beginning to its end:
 *
 * `connectionMade` → `dataReceived`* → `eofReceived`? → `connectionLost`
 *
 * each in that order, and `connectionLost` exactly once, however the connection ends. `pauseWriting`
 * and `resumeWriting` come in pairs anywhere between made and lost (a pause may be left without its
 * resume when the connection ends). All callbacks are optional, and none of them may be async: the
 * transport does not wait for a promise. An exception in a callback ends this connection, no other,
 * and is reported to `onError`.
 */
export interface Protocol {
  /** The connection stands. No data arrives before this returns. */
  connectionMade?(transport: Transport): void;
  /** Some bytes arrived: as many as the network chose to deliver at once, at least one. */
  dataReceived?(data: Uint8Array): void;
  /**
   * The peer has sent its last byte (FIN). Return `true` to keep our side open for writing;
   * otherwise the transport closes once all that was written is sent. Nothing can come any more, so
   * that the peer is gone for good shows only when something is written.
   */
  eofReceived?(): boolean | void;
  /** The end. `null` after a clean one; an error after a reset, a failure, or `abort(error)`. */
  connectionLost?(error: Error | null): void;
  /** The peer reads slower than we write: strictly more than `high` bytes are waiting. */
  pauseWriting?(): void;
  /** The bytes waiting came back to `low` or under. */
  resumeWriting?(): void;
}

/** Makes the protocol of one connection. A server calls it for each connection that it accepts. */
export type ProtocolFactory<P extends Protocol = Protocol> = () => P;

/** The names of all callbacks: where errors happened, and what misspelt names are compared with. */
export const callbackNames = [
  "connectionMade",
  "dataReceived",
  "eofReceived",
  "connectionLost",
  "pauseWriting",
  "resumeWriting",
] as const satisfies readonly (keyof Protocol)[];
