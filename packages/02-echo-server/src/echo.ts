/**
 * The echo protocol (RFC 862): what comes in goes out again.
 *
 * ```ts
 * const server = await createServer(() => new Echo({ received: (data) => console.log(data) }));
 * ```
 */
import type { Protocol } from "./protocol.ts";
import type { Transport } from "./transport.ts";

/** What an echo may do besides. */
export interface EchoOptions {
  /**
   * Sees every chunk as it arrives, before it goes back. While a promise that it returns is pending,
   * nothing more is taken in; it must not reject.
   */
  readonly received?: (data: Uint8Array) => Promise<void> | undefined;
}

/** Echoes at the speed at which the peer reads: while replies pile up, nothing more is taken in. */
export class Echo implements Protocol {
  readonly #received: EchoOptions["received"];
  #transport: Transport | undefined;
  /** Reasons to take nothing in: the peer does not read, or whoever watches does not. */
  #holds = 0;

  constructor(options: EchoOptions = {}) {
    this.#received = options.received;
  }

  connectionMade(transport: Transport): void {
    this.#transport = transport;
  }

  dataReceived(data: Uint8Array): void {
    const seen = this.#received?.(data);
    this.#transport?.write(data);
    if (seen === undefined) return;
    this.pauseWriting();
    void seen.then(() => this.resumeWriting());
  }

  pauseWriting(): void {
    this.#holds += 1;
    this.#transport?.pauseReading();
  }

  resumeWriting(): void {
    this.#holds -= 1;
    if (this.#holds === 0) this.#transport?.resumeReading();
  }
}
