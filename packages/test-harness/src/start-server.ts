/**
 * A server of this process, with clients that are closed along with it.
 *
 * ```ts
 * await using echo = await startServer(createServer(() => new Echo(), { port: 0 }));
 * await using client = await echo.client();
 * ```
 */
import { type ClientOptions, TcpClient } from "./tcp-client.ts";

/** What the harness needs to know of a server; `Server` of `02-echo-server` has this shape. */
export interface ServerLike extends AsyncDisposable {
  readonly addresses: readonly { readonly host: string; readonly port: number }[];
}

/** A server that accepts connections until it is disposed. */
export interface RunningServer<S extends ServerLike> extends AsyncDisposable {
  readonly server: S;
  /** The port of the server's first address. */
  readonly port: number;
  /** Connects to the server's first address. */
  client(options?: ClientOptions): Promise<TcpClient>;
}

/**
 * Waits for the server that is starting. Disposing closes the clients first, so that the server
 * has nobody left to wait for. Throws when the server has no address.
 */
export async function startServer<S extends ServerLike>(
  starting: PromiseLike<S>,
): Promise<RunningServer<S>> {
  const server = await starting;
  const [address] = server.addresses;
  if (address === undefined) {
    await server[Symbol.asyncDispose]();
    throw new Error("Cannot use the server: it listens on no address");
  }
  const clients: TcpClient[] = [];
  return {
    server,
    port: address.port,
    async client(options) {
      const client = await TcpClient.connect(address, options);
      clients.push(client);
      return client;
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(clients.map((client) => client[Symbol.asyncDispose]()));
      await server[Symbol.asyncDispose]();
    },
  };
}
