/** A protocol that writes down what it is told, for tests to await and to look at. */
import type { Protocol, Transport } from "02-echo-server";

/** What a recorder does besides recording; each is called after the event is written down. */
export interface Reactions {
  readonly made?: (transport: Transport) => void;
  readonly data?: (data: Uint8Array, transport: Transport) => void;
  readonly eof?: (transport: Transport) => boolean | void;
  readonly lost?: (error: Error | null) => void;
  readonly pause?: (transport: Transport) => void;
  readonly resume?: (transport: Transport) => void;
}

/** `events` holds `made`, `data …`, `eof`, `pause`, `resume` and `lost …`, in the order of the calls. */
export class Recorder implements Protocol {
  readonly events: string[] = [];
  readonly #reactions: Reactions;
  readonly #chunks: Buffer[] = [];
  #waiting: { readonly name: string; readonly seen: () => void }[] = [];
  #transport: Transport | undefined;
  #error: Error | null = null;

  constructor(reactions: Reactions = {}) {
    this.#reactions = reactions;
  }

  /** Resolves with the transport once `connectionMade` was called. */
  get made(): Promise<Transport> {
    return this.saw("made").then(() => this.#current());
  }

  /** Resolves with what `connectionLost` was told, once it was. */
  get lost(): Promise<Error | null> {
    return this.saw("lost").then(() => this.#error);
  }

  /** All that was received so far, as text. */
  get text(): string {
    return Buffer.concat(this.#chunks).toString("utf8");
  }

  /** Resolves once an event of this name has been written down; `data` alone stands for any data. */
  async saw(name: string): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiting.push({ name, seen: resolve });
    this.#look();
    await promise;
  }

  connectionMade(transport: Transport): void {
    this.#transport = transport;
    this.#note("made");
    this.#reactions.made?.(transport);
  }

  dataReceived(data: Uint8Array): void {
    this.#chunks.push(Buffer.from(data));
    this.#note(`data ${Buffer.from(data).toString("utf8")}`);
    this.#reactions.data?.(data, this.#current());
  }

  eofReceived(): boolean | void {
    this.#note("eof");
    return this.#reactions.eof?.(this.#current());
  }

  connectionLost(error: Error | null): void {
    this.#error = error;
    this.#note(`lost ${error === null ? "cleanly" : error.message}`);
    this.#reactions.lost?.(error);
  }

  pauseWriting(): void {
    this.#note("pause");
    this.#reactions.pause?.(this.#current());
  }

  resumeWriting(): void {
    this.#note("resume");
    this.#reactions.resume?.(this.#current());
  }

  #note(event: string): void {
    this.events.push(event);
    this.#look();
  }

  #look(): void {
    const [met, unmet] = [true, false].map((wanted) =>
      this.#waiting.filter(({ name }) => this.#has(name) === wanted),
    );
    this.#waiting = unmet ?? [];
    for (const { seen } of met ?? []) seen();
  }

  #has(name: string): boolean {
    return this.events.some((event) => event === name || event.startsWith(`${name} `));
  }

  #current(): Transport {
    if (this.#transport === undefined)
      throw new Error("Cannot react before the connection is made");
    return this.#transport;
  }
}
