/**
 * Who is at the two ends of a connection.
 *
 * ```ts
 * formatAddress({ host: "::1", port: 8007, family: 6 }); // "[::1]:8007"
 * ```
 */
import type { Server, Socket } from "node:net";

/** One end of a TCP connection, or one listening socket. `host` is always an IP address. */
export interface Address {
  readonly host: string;
  readonly port: number;
  readonly family: 4 | 6;
}

/** `127.0.0.1:8007` or `[::1]:8007`: brackets keep an IPv6 address apart from its port (RFC 3986, 3.2.2). */
export function formatAddress({ host, port }: Pick<Address, "host" | "port">): string {
  return host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;
}

/** The far end, or `undefined` once the peer is gone: the kernel then no longer knows who it was. */
export function peerOf(socket: Socket): Address | undefined {
  return asAddress(socket.remoteAddress, socket.remotePort);
}

/** The near end, or `undefined` when the socket is closed. */
export function localOf(socket: Socket): Address | undefined {
  return asAddress(socket.localAddress, socket.localPort);
}

/** @throws RangeError unless `port` is one; `doing` says what for: `listen on`, `connect to` */
export function checkPort(port: number, doing: string): void {
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return;
  throw new RangeError(`Cannot ${doing} port "${port}": it must be 0 to 65535`);
}

/** Where a server listens. @throws Error if it does not listen on TCP */
export function listeningAddress(server: Server): Address {
  const at = server.address();
  const found = typeof at === "object" && at !== null ? asAddress(at.address, at.port) : undefined;
  if (found === undefined) throw new Error("Cannot tell the address: the server does not listen");
  return found;
}

function asAddress(host: string | undefined, port: number | undefined): Address | undefined {
  if (host === undefined || port === undefined) return undefined;
  return { host, port, family: host.includes(":") ? 6 : 4 };
}
