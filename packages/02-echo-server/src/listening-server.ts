/** The server behind `createServer`: listening sockets, serving, and ending politely. */
import type { Server as NetServer } from "node:net";
import { type Clock, currentScope } from "01-background-tasks";
import { type Address, listeningAddress } from "./address.ts";
import { Clients } from "./clients.ts";
import { lastOnesIn } from "./last-ones-in.ts";
import { type ListenOptions, listen } from "./listen.ts";
import type { OnError } from "./on-error.ts";
import type { ProtocolFactory } from "./protocol.ts";
import type { Server, ShutdownOptions } from "./server.ts";
import type { Members } from "./roster.ts";
import type { Transport } from "./transport.ts";

/** Milliseconds that clients get at a shutdown to read what was already written for them. */
const DEFAULT_GRACE_MS = 5_000;

/** `ServerOptions` with nothing left out. */
export interface ServerSettings extends ListenOptions {
  readonly onError: OnError;
  readonly clock: Clock;
}

export class ListeningServer implements Server {
  readonly #settings: ServerSettings;
  readonly #clients: Clients;
  #starting: Promise<void> | undefined;
  #listeners: readonly NetServer[] = [];
  #addresses: readonly Address[] = [];
  /** Settles when nobody can connect any more; undefined until somebody wants that. */
  #stopped: Promise<void> | undefined;
  /** Somebody may yet be accepted. */
  #listening = true;
  #forever: PromiseWithResolvers<void> | undefined;
  #closed: PromiseWithResolvers<void> | undefined;

  constructor(factory: ProtocolFactory, settings: ServerSettings) {
    const { clock, onError } = settings;
    this.#settings = settings;
    this.#clients = new Clients(factory, clock, onError, () => this.#checkClosed());
  }

  get addresses(): readonly Address[] {
    return this.#addresses;
  }

  get connections(): Members<Transport> {
    return this.#clients.connections;
  }

  get serving(): boolean {
    return this.#listeners.length > 0 && this.#stopped === undefined;
  }

  async startServing(): Promise<void> {
    this.#starting ??= this.#listen();
    try {
      await this.#starting;
    } catch (error) {
      this.#starting = undefined; // the port may be free next time
      throw error;
    }
  }

  async serveForever(options: { readonly signal?: AbortSignal } = {}): Promise<void> {
    if (this.#stopped !== undefined) throw new Error("Cannot serve for ever: the server is closed");
    if (this.#forever !== undefined) throw new Error("Cannot serve for ever twice at a time");
    const signal = options.signal ?? currentScope()?.signal;
    const forever = Promise.withResolvers<void>();
    this.#forever = forever;
    const stop = (): void => {
      forever.reject(signal?.reason);
      void this.stop();
    };
    signal?.addEventListener("abort", stop, { once: true });
    try {
      if (signal?.aborted === true) stop();
      // A close() while it still starts is the end of it, not a failure to start.
      await Promise.race([forever.promise, this.startServing().then(() => forever.promise)]);
    } finally {
      signal?.removeEventListener("abort", stop);
      forever.resolve();
      this.#forever = undefined;
    }
  }

  close(): void {
    if (this.#stopped !== undefined) return;
    this.#stopped = Promise.resolve();
    this.#forever?.resolve();
    this.#closeListeners();
  }

  stop(): Promise<void> {
    this.#stopped ??= this.#stop();
    return this.#stopped;
  }

  closeClients(): void {
    this.#clients.closeAll();
  }

  abortClients(): void {
    this.#clients.abortAll();
  }

  closed(): Promise<void> {
    this.#closed ??= Promise.withResolvers();
    this.#checkClosed();
    return this.#closed.promise;
  }

  async shutdown(options: ShutdownOptions = {}): Promise<"drained" | "aborted"> {
    const { graceMs = DEFAULT_GRACE_MS, clock = this.#settings.clock } = options;
    if (!(graceMs >= 0 && Number.isFinite(graceMs))) {
      throw new RangeError(`Cannot shut down within "${graceMs}" ms: it must be 0 or more`);
    }
    this.close();
    this.closeClients();
    let outcome: "drained" | "aborted" = "drained";
    const timer = clock.callLater(graceMs, () => {
      if (this.connections.size > 0) outcome = "aborted";
      this.abortClients();
    });
    await this.#stopped;
    this.closeClients(); // those who were let in last
    await this.closed();
    await this.#clients.silence();
    timer.cancel();
    // Who lingers has been sent everything: this ends sockets, not conversations.
    this.abortClients();
    await this.#released();
    return outcome;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.shutdown();
  }

  async #listen(): Promise<void> {
    if (this.#stopped !== undefined) throw new Error("Cannot start serving: the server is closed");
    this.#listeners = await listen(this.#settings, this.#clients.accept);
    this.#addresses = this.#listeners.map(listeningAddress);
    for (const listener of this.#listeners) listener.on("error", this.#acceptFailed);
    if (this.#stopped === undefined) return;
    for (const listener of this.#listeners) listener.close();
    throw new Error("Cannot start serving: the server was closed meanwhile");
  }

  readonly #acceptFailed = (error: Error): void => {
    this.#settings.onError(error, { hook: "accept" });
  };

  async #stop(): Promise<void> {
    this.#forever?.resolve();
    const { backlog } = this.#settings;
    const waiting = backlog * this.#listeners.length;
    if (waiting > 0) await lastOnesIn(() => this.#clients.accepted, waiting);
    this.#closeListeners();
  }

  #closeListeners(): void {
    this.#listening = false;
    for (const listener of this.#listeners) listener.close();
    this.#checkClosed();
  }

  #checkClosed(): void {
    if (!this.#listening && this.connections.size === 0) this.#closed?.resolve();
  }

  /** Resolves when no socket is left open, neither of clients nor of our own. */
  async #released(): Promise<void> {
    await Promise.allSettled([this.#starting]);
    await Promise.all(this.#listeners.map(closeListener));
  }
}

/** May be called again for a listener that is closed. */
function closeListener(listener: NetServer): Promise<void> {
  return new Promise((resolve) => {
    listener.close(() => resolve());
  });
}
