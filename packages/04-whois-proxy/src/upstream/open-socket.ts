/** A connection to one address, with TLS where the URL asks for it. */

import { once } from "node:events";
import { connect, isIP, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import type { Endpoint } from "./dialer.ts";
import { HopFailure, reasonOf } from "./hop-failure.ts";

export interface TlsOptions {
  /** The host of the URL: what the certificate must be for, whatever address is dialled. */
  readonly serverName: string;
  /** Authorities to trust in place of the system's, as PEM. */
  readonly ca?: string;
}

/**
 * Connects, and shakes hands if `tls` is given. Rejects with what the system says, with a
 * {@link HopFailure} if TLS fails, or with `signal.reason` as soon as the signal aborts.
 */
export async function openSocket(
  { host, port }: Endpoint,
  tls: TlsOptions | undefined,
  signal: AbortSignal,
): Promise<Socket> {
  signal.throwIfAborted();
  const socket = await connected(connect({ host, port, noDelay: true }), "connect", signal);
  return tls === undefined ? socket : startTls(socket, tls, signal);
}

async function startTls(
  socket: Socket,
  { serverName, ca }: TlsOptions,
  signal: AbortSignal,
): Promise<Socket> {
  const secure = connectTls({
    socket,
    host: serverName,
    // An address has no place in the handshake (RFC 6066, section 3); the certificate may name it.
    ...(isIP(serverName) === 0 && { servername: serverName }),
    ALPNProtocols: ["http/1.1"],
    ...(ca !== undefined && { ca }),
  });
  try {
    return await connected(secure, "secureConnect", signal);
  } catch (error) {
    socket.destroy();
    signal.throwIfAborted();
    const reason = reasonOf(error);
    const words = reason.startsWith("TLS: ") ? reason : `TLS: ${reason}`;
    throw new HopFailure("unreachable", words, { cause: error });
  }
}

/** The socket once `event` has come; destroyed if an error or the signal comes first. */
async function connected<S extends Socket>(
  socket: S,
  event: string,
  signal: AbortSignal,
): Promise<S> {
  // Later errors reach whoever reads; without a listener in between they would end the process.
  socket.on("error", () => {});
  try {
    await once(socket, event, { signal });
    return socket;
  } catch (error) {
    socket.destroy();
    signal.throwIfAborted();
    throw error;
  }
}
