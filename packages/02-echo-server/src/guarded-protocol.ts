/**
 * Calling a protocol as its program expects it, and without trusting it.
 *
 * Node calls back for an accepted socket in no async context at all: `currentScope()` would know
 * the run in `connectionMade` and no longer in `dataReceived`. So the callbacks of a server are called
 * in the surroundings in which it was made. And what a callback throws ends one connection; it must
 * not reach the event loop, where it would end the process.
 */
import type { AsyncResource } from "node:async_hooks";
import type { Protocol } from "./protocol.ts";
import type { Transport } from "./transport.ts";

/** Has the callbacks of `Protocol`, none of them optional, and none of them throws. */
export class GuardedProtocol implements Required<Protocol> {
  /** Whose callbacks they are. */
  protocol: Protocol;
  readonly #surroundings: AsyncResource | undefined;
  readonly #failed: (error: unknown, hook: keyof Protocol) => void;

  /** @param failed is told what a callback threw */
  constructor(
    protocol: Protocol,
    surroundings: AsyncResource | undefined,
    failed: (error: unknown, hook: keyof Protocol) => void,
  ) {
    this.protocol = protocol;
    this.#surroundings = surroundings;
    this.#failed = failed;
  }

  connectionMade(transport: Transport): void {
    this.#call("connectionMade", () => this.protocol.connectionMade?.(transport));
  }

  dataReceived(data: Uint8Array): void {
    this.#call("dataReceived", () => this.protocol.dataReceived?.(data));
  }

  eofReceived(): boolean {
    return this.#call("eofReceived", () => this.protocol.eofReceived?.()) === true;
  }

  connectionLost(error: Error | null): void {
    this.#call("connectionLost", () => this.protocol.connectionLost?.(error));
  }

  pauseWriting(): void {
    this.#call("pauseWriting", () => this.protocol.pauseWriting?.());
  }

  resumeWriting(): void {
    this.#call("resumeWriting", () => this.protocol.resumeWriting?.());
  }

  #call<T>(hook: keyof Protocol, callback: () => T): T | undefined {
    try {
      return this.#surroundings === undefined
        ? callback()
        : this.#surroundings.runInAsyncScope(callback);
    } catch (error) {
      this.#failed(error, hook);
      return undefined;
    }
  }
}
