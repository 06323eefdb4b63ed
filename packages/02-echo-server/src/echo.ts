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
  /** Sees every chunk as it arrives, before it goes back. */
  readonly received?: (data: Uint8Array) => void;
}

/** Echoes at the speed at which the peer reads: while replies pile up, nothing more is taken in. */
export class Echo implements Protocol {
  readonly #received: ((data: Uint8Array) => void) | undefined;
  #transport: Transport | undefined;

  constructor(options: EchoOptions = {}) {
    this.#received = options.received;
  }

  connectionMade(transport: Transport): void {
    this.#transport = transport;
  }

  dataReceived(data: Uint8Array): void {
    this.#received?.(data);
    this.#transport?.write(data);
  }

  pauseWriting(): void {
    this.#transport?.pauseReading();
  }

  resumeWriting(): void {
    this.#transport?.resumeReading();
  }
}
