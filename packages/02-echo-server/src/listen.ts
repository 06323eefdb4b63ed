/** Binding: from a host name and a port to listening sockets, one for each address. */
import { lookup } from "node:dns/promises";
import { once } from "node:events";
import { type Server, type Socket, createServer } from "node:net";
import { type Address, listeningAddress } from "./address.ts";
import { codeOf } from "./error-words.ts";
import { ListenError } from "./listen-error.ts";
import { socketOptions } from "./socket-options.ts";

/** Where and how to listen; `ServerOptions` with nothing left out. */
export interface ListenOptions {
  readonly host: string;
  readonly port: number;
  readonly backlog: number;
  readonly reusePort: boolean;
}

/** All IP addresses of a name, in the order of preference. An IP address is its own. */
export type Resolve = (host: string) => Promise<readonly string[]>;

/** With port 0 the first address picks the port. If another one's is taken, all pick again, so often. */
const PORT_ATTEMPTS = 20;

/** Takes a new connection. Its near end is given where it can only be one: asking costs a system call. */
export type Accept = (socket: Socket, near: Address | undefined) => void;

/** Listening on these is listening on all addresses of the machine. */
const ANY = new Set(["0.0.0.0", "::"]);

/** An address of a name that the machine does not have after all is left out, as in asyncio. */
const ABSENT = new Set(["EADDRNOTAVAIL", "EAFNOSUPPORT"]);

/**
 * Listens on every address of `host`, all on the same port. All or nothing.
 *
 * @throws ListenError
 */
export async function listen(
  options: ListenOptions,
  accept: Accept,
  resolve: Resolve = resolveAll,
): Promise<Server[]> {
  const hosts = await resolve(options.host).catch((error: unknown) => {
    throw new ListenError(options, error);
  });
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await bindAll(hosts, options, accept);
    } catch (error) {
      const again = options.port === 0 && hosts.length > 1 && codeOf(error) === "EADDRINUSE";
      if (!again || attempt === PORT_ATTEMPTS) throw error;
    }
  }
}

async function resolveAll(host: string): Promise<readonly string[]> {
  const found = await lookup(host, { all: true, order: "ipv4first" });
  return found.map(({ address }) => address);
}

async function bindAll(
  hosts: readonly string[],
  options: ListenOptions,
  accept: Accept,
): Promise<Server[]> {
  const servers: Server[] = [];
  let { port } = options;
  let absent: ListenError | undefined;
  for (const host of new Set(hosts)) {
    try {
      const server = await bind({ ...options, host, port }, accept);
      servers.push(server);
      ({ port } = listeningAddress(server));
    } catch (error) {
      if (error instanceof ListenError && ABSENT.has(error.code)) {
        absent ??= error;
        continue;
      }
      for (const server of servers) server.close();
      throw error;
    }
  }
  if (servers.length === 0 && absent !== undefined) throw absent;
  return servers;
}

async function bind(options: ListenOptions, accept: Accept): Promise<Server> {
  let near: Address | undefined;
  const server = createServer(socketOptions, (socket) => {
    accept(socket, near);
  });
  const { host, port, backlog, reusePort } = options;
  // ipv6Only: "::" and "0.0.0.0" are two addresses and can be had on one port.
  server.listen({ host, port, backlog, reusePort, ipv6Only: true });
  try {
    await once(server, "listening");
  } catch (error) {
    throw new ListenError({ host, port }, error);
  }
  const address = listeningAddress(server);
  if (!ANY.has(address.host)) near = address;
  return server;
}
