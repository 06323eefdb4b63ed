/** A conversation that writes down what it is told. */
import { MemoryTransport, type MemoryTransportOptions } from "test-harness";
import { onTestFinished } from "vitest";
import { type ChatOptions, ChatProtocol } from "../src/mod.ts";

/** What a {@link Recorder} does with a frame, besides writing it down. */
export type Reply = (
  text: string,
  conversation: Recorder,
  signal: AbortSignal,
) => void | Promise<void>;

export class Recorder extends ChatProtocol {
  /** One entry for each call of a hook. */
  readonly heard: string[] = [];
  /** Why the connection was lost, once it is. */
  lostBecause: Error | null | undefined;
  readonly #reply: Reply;

  constructor(reply: Reply = () => {}, options: ChatOptions = {}) {
    super({ onError: (error) => this.heard.push(`error ${String(error)}`), ...options });
    this.#reply = reply;
  }

  protected override received(data: Uint8Array): void | Promise<void> {
    const text = Buffer.from(data).toString("latin1");
    this.heard.push(text);
    return this.#reply(text, this, this.signal);
  }

  protected override tooLong(limit: number): void | Promise<void> {
    this.heard.push(`too long ${limit}`);
    return super.tooLong(limit);
  }

  protected override idle(): void | Promise<void> {
    this.heard.push("idle");
    return super.idle();
  }

  protected override failed(error: unknown): void | Promise<void> {
    this.heard.push("failed");
    return super.failed(error);
  }

  protected override ended(rest: Uint8Array): void | Promise<void> {
    this.heard.push(`ended ${JSON.stringify(Buffer.from(rest).toString("latin1"))}`);
  }

  protected override lost(error: Error | null): void {
    this.heard.push(error === null ? "lost" : `lost ${String(error)}`);
    this.lostBecause = error;
  }
}

/** A transport that also writes down when reading is paused and resumed. */
export class WatchedTransport extends MemoryTransport {
  readonly steering: string[] = [];

  override pauseReading(): void {
    this.steering.push("pause");
    super.pauseReading();
  }

  override resumeReading(): void {
    this.steering.push("resume");
    super.resumeReading();
  }
}

/** Connects the protocol, without a socket, until the test is over. */
export function connect(
  protocol: ChatProtocol,
  options: MemoryTransportOptions = {},
): WatchedTransport {
  const transport = new WatchedTransport(protocol, options);
  onTestFinished(() => transport.lose());
  return transport;
}

/** Replies that each wait until the test lets them end, in the order in which they began. */
export class Gate {
  readonly #waiting: PromiseWithResolvers<void>[] = [];

  /** Number of replies that wait. */
  get waiting(): number {
    return this.#waiting.length;
  }

  wait(): Promise<void> {
    const waiter = Promise.withResolvers<void>();
    this.#waiting.push(waiter);
    return waiter.promise;
  }

  /** Lets the first one that waits end, and what follows from it happen. */
  async open(error?: Error): Promise<void> {
    const waiter = this.#waiting.shift();
    if (waiter === undefined) throw new Error("Cannot open the gate: nobody waits");
    if (error === undefined) waiter.resolve();
    else waiter.reject(error);
    await settle();
  }
}

/** Lets promises and microtasks run until nothing is left of them. */
export function settle(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

/** Waits for what happens on another socket's side. The limit is a guard against hanging. */
export async function until(isSo: () => boolean): Promise<void> {
  const latest = performance.now() + 20_000;
  while (!isSo()) {
    if (performance.now() > latest) throw new Error(`Expected ${String(isSo)} to come true`);
    await settle();
  }
}
