/**
 * asyncio's `loop.create_connection`: the same protocols, on the dialling side.
 *
 * ```ts
 * const { transport } = await createConnection(() => new Shout(), { host: "127.0.0.1", port: 8007 });
 * transport.write("hello\r\n");
 * ```
 */
import { type Socket, connect } from "node:net";
import { currentScope } from "01-background-tasks";
import { checkPort, localOf, peerOf } from "./address.ts";
import { checkProtocol } from "./check-protocol.ts";
import { ConnectError } from "./connect-error.ts";
import { type OnError, printError } from "./on-error.ts";
import type { Protocol, ProtocolFactory } from "./protocol.ts";
import { socketOptions } from "./socket-options.ts";
import { SocketTransport, type TransportOwner } from "./socket-transport.ts";
import type { Transport } from "./transport.ts";

/** Where to connect, and how. */
export interface ConnectionOptions {
  /** An IP address, or a name: its addresses are tried in turn (RFC 8305). */
  readonly host: string;
  readonly port: number;
  /**
   * Gives up dialling when it aborts. Has no say once the connection is made.
   * @default that of the running task, or of the `run()`
   */
  readonly signal?: AbortSignal;
  /** The address to connect from. */
  readonly localAddress?: string;
  /** Is told about exceptions in callbacks. @default a line and the stack on standard error */
  readonly onError?: OnError;
}

/** Both ends of what a program holds of a connection. */
export interface Connection<P extends Protocol> {
  readonly transport: Transport;
  readonly protocol: P;
}

/**
 * Connects, then makes the protocol and calls its `connectionMade`.
 *
 * @throws ConnectError if the connection cannot be made; `signal.reason` if the signal aborts;
 *   TypeError if a callback of the protocol is misspelt or async; RangeError for a bad port
 */
export async function createConnection<P extends Protocol>(
  factory: ProtocolFactory<P>,
  options: ConnectionOptions,
): Promise<Connection<P>> {
  const owner: TransportOwner = {
    onError: options.onError ?? printError,
    lingers: false,
  };
  checkPort(options.port, "connect to");
  const socket = await dial(options, options.signal ?? currentScope()?.signal);
  try {
    const peer = peerOf(socket);
    const local = localOf(socket);
    if (peer === undefined || local === undefined) throw new ConnectError(options, lostAtOnce());
    const protocol = factory();
    checkProtocol(protocol);
    const transport = new SocketTransport(socket, { peer, local }, protocol, owner);
    transport.start();
    return { transport, protocol };
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

function dial(options: ConnectionOptions, signal: AbortSignal | undefined): Promise<Socket> {
  signal?.throwIfAborted();
  const { host, port, localAddress } = options;
  const { promise, resolve, reject } = Promise.withResolvers<Socket>();
  const socket = connect({ host, port, localAddress, ...socketOptions });
  const done = (): void => {
    signal?.removeEventListener("abort", giveUp);
    socket.off("connect", connected).off("error", failed);
  };
  const giveUp = (): void => {
    done();
    socket.destroy();
    reject(signal?.reason);
  };
  const connected = (): void => {
    done();
    resolve(socket);
  };
  const failed = (error: Error): void => {
    done();
    reject(new ConnectError({ host, port }, error));
  };
  signal?.addEventListener("abort", giveUp, { once: true });
  socket.on("connect", connected).on("error", failed);
  return promise;
}

/** What the kernel would have said, had it been asked before the peer was gone again. */
function lostAtOnce(): Error {
  return Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" });
}
