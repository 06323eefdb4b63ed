/** What fake registries have in common: where they are, and what they were asked. */
import { once } from "node:events";
import type { AddressInfo, Server, Socket } from "node:net";
import { DEFAULT_WITHIN_MS, within } from "./within.ts";

/** How a fake registry is set up. */
export interface FakeOptions<R> {
  /** The address to listen on. @default "127.0.0.1" */
  readonly host?: string;
  /** The reply to whatever the table of replies does not have. */
  readonly fallback?: R;
}

/** A registry that is not real, on a real port, until it is disposed. */
export interface FakeUpstream extends AsyncDisposable {
  readonly address: { readonly host: string; readonly port: number };
  /** `127.0.0.1:54321` or `[::1]:54321`. */
  readonly hostPort: string;
  /** Every query (WHOIS) or path (RDAP) so far, in the order of arrival. */
  readonly asked: readonly string[];
  /** Connections accepted so far. */
  readonly accepted: number;
  /** Connections whose client has neither ended (FIN) nor reset them. */
  readonly open: number;
  /** The keys of the table of replies that nobody has asked for. */
  unused(): readonly string[];
  /** Waits until it has been asked so many times; returns the query that made it so. */
  waitForAsked(count?: number): Promise<string>;
  /** Waits until every client has left. */
  waitForIdle(): Promise<void>;
}

/**
 * The listening side of a fake. What goes wrong in the fake itself, such as a missing file or a
 * reply function that throws, resets the connection and is thrown when the fake is disposed.
 */
export class FakeServer implements FakeUpstream {
  readonly asked: string[] = [];
  readonly address: { readonly host: string; readonly port: number };
  readonly hostPort: string;
  readonly #server: Server;
  readonly #known: readonly string[];
  readonly #sockets = new Set<Socket>();
  readonly #clients = new Set<Socket>();
  readonly #watchers = new Set<() => void>();
  readonly #problems: unknown[] = [];
  #accepted = 0;

  private constructor(server: Server, known: readonly string[]) {
    const { address: host, port } = addressOf(server);
    this.address = { host, port };
    this.hostPort = formatHostPort(this.address);
    this.#server = server;
    this.#known = known;
    server.on("connection", (socket: Socket) => this.#enter(socket));
  }

  /** Listens on a free port. `known` are the queries that the fake has a reply for. */
  static async listen(
    server: Server,
    known: readonly string[],
    host = "127.0.0.1",
  ): Promise<FakeServer> {
    server.listen(0, host);
    await once(server, "listening");
    return new FakeServer(server, known);
  }

  get accepted(): number {
    return this.#accepted;
  }

  get open(): number {
    return this.#clients.size;
  }

  unused(): readonly string[] {
    return this.#known.filter((query) => !this.asked.includes(query));
  }

  /** Records a query, then does `work` until it is done or the connection is gone. */
  async serve(
    query: string,
    socket: Socket,
    work: (signal: AbortSignal) => Promise<void>,
  ): Promise<void> {
    this.asked.push(query);
    this.#lookAgain();
    const gone = new AbortController();
    const leave = (): void => gone.abort();
    socket.once("close", leave);
    try {
      await work(gone.signal);
    } catch (error) {
      // A client that leaves in the middle is no problem of the fake's.
      if (!socket.destroyed) {
        this.#problems.push(error);
        socket.resetAndDestroy();
      }
    } finally {
      socket.removeListener("close", leave);
    }
  }

  async waitForAsked(count = 1): Promise<string> {
    await this.#until(
      () => this.asked.length >= count,
      () => `Expected ${count} queries, received ${JSON.stringify(this.asked)}`,
    );
    return this.asked[count - 1] ?? "";
  }

  async waitForIdle(): Promise<void> {
    await this.#until(
      () => this.open === 0,
      () => `Expected no open connection, but there are ${this.open}`,
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = once(this.#server, "close");
    this.#server.close();
    const all = [...this.#sockets].map((socket) => {
      const gone = once(socket, "close");
      socket.destroy();
      return gone;
    });
    await Promise.all([closed, ...all]);
    if (this.#problems.length > 0) {
      throw new AggregateError(this.#problems, `A fake failed: ${String(this.#problems[0])}`);
    }
  }

  #enter(socket: Socket): void {
    this.#accepted += 1;
    this.#sockets.add(socket);
    this.#clients.add(socket);
    const leave = (): void => {
      this.#clients.delete(socket);
      this.#lookAgain();
    };
    socket.once("end", leave);
    socket.once("error", leave);
    socket.once("close", () => {
      this.#sockets.delete(socket);
      leave();
    });
  }

  async #until(isSo: () => boolean, problem: () => string): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const look = (): void => {
      if (isSo()) resolve();
    };
    this.#watchers.add(look);
    look();
    try {
      await within(DEFAULT_WITHIN_MS, promise, problem);
    } finally {
      this.#watchers.delete(look);
    }
  }

  #lookAgain(): void {
    for (const look of this.#watchers) look();
  }
}

/** `host:port`, with brackets around an IPv6 address. */
export function formatHostPort(address: { readonly host: string; readonly port: number }): string {
  const host = address.host.includes(":") ? `[${address.host}]` : address.host;
  return `${host}:${address.port}`;
}

/** The address of a TCP server that listens. */
export function addressOf(server: Server): AddressInfo {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("Cannot find the port");
  return address;
}
