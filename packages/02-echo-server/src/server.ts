/**
 * A listening server and what can be done to it.
 *
 * ```ts
 * await using server = await createServer(() => new Echo(), { port: 8007 });
 * await server.serveForever();
 * ```
 */
import type { Clock } from "01-background-tasks";
import type { Address } from "./address.ts";
import type { OnError } from "./on-error.ts";
import type { Members } from "./roster.ts";
import type { Transport } from "./transport.ts";

/** How to listen. */
export interface ServerOptions {
  /**
   * An IP address, or a name: then every address that it resolves to is bound. A public bind is
   * always explicit. @default "127.0.0.1"
   */
  readonly host?: string;
  /** 0 takes any free port, the same one for all addresses of a name. @default 0 */
  readonly port?: number;
  /** Connections that the kernel may hold for us until we accept them. @default 511 */
  readonly backlog?: number;
  /** Let other processes listen on the same port; the kernel shares the connections out. @default false */
  readonly reusePort?: boolean;
  /** False: bind nothing before `startServing()` or `serveForever()`. @default true */
  readonly startServing?: boolean;
  /**
   * Is told about exceptions in callbacks, and when clients are turned away because the process is
   * short of file descriptors. @default a line on standard error, and the stack of an exception
   */
  readonly onError?: OnError;
  /** The time for graces and lingering. @default that of the surrounding `run()`, or the system's */
  readonly clock?: Clock;
}

/** How to end politely. */
export interface ShutdownOptions {
  /** Milliseconds that clients get to read what was already written for them. @default 5000 */
  readonly graceMs?: number;
  /** @default the server's clock */
  readonly clock?: Clock;
}

/** A server, from `createServer`. `await using` shuts it down with the default grace. */
export interface Server extends AsyncDisposable {
  /** One for each listening socket, with the real port. Empty until serving has started. */
  readonly addresses: readonly Address[];
  /** The connections that are made and not yet lost. */
  readonly connections: Members<Transport>;
  /** True while new connections are accepted. */
  readonly serving: boolean;
  /** Bind and accept. Does nothing when that is done already. @throws ListenError */
  startServing(): Promise<void>;
  /**
   * Starts serving if needed. Resolves only by `close()`; when `signal` aborts, closes the server and
   * rejects with `signal.reason`. Only one call at a time.
   *
   * @param options.signal default: that of the running task, or of the `run()`
   */
  serveForever(options?: { readonly signal?: AbortSignal }): Promise<void>;
  /** Stop accepting, at once. Live connections go on; who waits to be accepted is reset. */
  close(): void;
  /**
   * Stop accepting, but let those in who wait already. Resolves when nobody can connect any more, and
   * the protocols have received what had arrived by then.
   */
  stop(): Promise<void>;
  /** `close()` every connection: each sends what is waiting, then ends. */
  closeClients(): void;
  /** `abort()` every connection. */
  abortClients(): void;
  /** Resolves when the server is closed AND its last connection is lost. */
  closed(): Promise<void>;
  /**
   * Stop accepting, close every connection, give them `graceMs`, then abort the rest. Says which
   * way it ended.
   */
  shutdown(options?: ShutdownOptions): Promise<"drained" | "aborted">;
}
