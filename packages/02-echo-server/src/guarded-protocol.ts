/**
 * Calling a protocol without trusting it: what a callback throws ends one connection, and must not
 * reach the event loop, where it would end the process.
 */
import type { Protocol } from "./protocol.ts";
import type { Transport } from "./transport.ts";

/** Has the callbacks of `Protocol`, none of them optional, and none of them throws. */
export class GuardedProtocol implements Required<Protocol> {
  /** Whose callbacks they are. */
  protocol: Protocol;
  readonly #failed: (error: unknown, hook: keyof Protocol) => void;

  /** @param failed is told what a callback threw */
  constructor(protocol: Protocol, failed: (error: unknown, hook: keyof Protocol) => void) {
    this.protocol = protocol;
    this.#failed = failed;
  }

  connectionMade(transport: Transport): void {
    try {
      this.protocol.connectionMade?.(transport);
    } catch (error) {
      this.#failed(error, "connectionMade");
    }
  }

  dataReceived(data: Uint8Array): void {
    try {
      this.protocol.dataReceived?.(data);
    } catch (error) {
      this.#failed(error, "dataReceived");
    }
  }

  eofReceived(): boolean {
    try {
      return this.protocol.eofReceived?.() === true;
    } catch (error) {
      this.#failed(error, "eofReceived");
      return false;
    }
  }

  connectionLost(error: Error | null): void {
    try {
      this.protocol.connectionLost?.(error);
    } catch (failure) {
      this.#failed(failure, "connectionLost");
    }
  }

  pauseWriting(): void {
    try {
      this.protocol.pauseWriting?.();
    } catch (error) {
      this.#failed(error, "pauseWriting");
    }
  }

  resumeWriting(): void {
    try {
      this.protocol.resumeWriting?.();
    } catch (error) {
      this.#failed(error, "resumeWriting");
    }
  }
}
