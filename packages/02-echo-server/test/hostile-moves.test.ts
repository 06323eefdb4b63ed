import { connect, type Socket } from "node:net";
import { createServer, type Protocol, type Server, type Transport } from "02-echo-server";
import { turn, VirtualClock } from "test-harness";
import { expect, test } from "vitest";
import { Random } from "./random.ts";
import { addressOf } from "./serve.ts";

/** Sizes around the ones that matter: a turn of the writer, the high mark, what the kernel takes. */
const SIZES = [0, 1, 1000, 65_536, 65_537, 3_000_000] as const;

/** What a protocol may do, at any time and in any order. */
const moves: readonly [string, (transport: Transport, random: Random) => void][] = [
  ["write", (transport, random) => transport.write(Buffer.alloc(random.pick(SIZES)))],
  ["pause", (transport) => transport.pauseReading()],
  ["resume", (transport) => transport.resumeReading()],
  ["marks", (transport, random) => transport.setWaterMarks({ high: random.pick(SIZES) })],
  ["eof", (transport, random) => random.below(3) > 0 || transport.writeEof()],
  ["close", (transport, random) => random.below(4) > 0 || transport.close()],
  ["abort", (transport, random) => random.below(6) > 0 || transport.abort()],
];

/** Makes moves at random in each callback and behind its back, and writes down what breaks the rules. */
class Restless implements Protocol {
  readonly #random: Random;
  readonly #broken: string[];
  readonly #events: string[] = [];
  #transport: Transport | undefined;

  constructor(random: Random, broken: string[]) {
    this.#random = random;
    this.#broken = broken;
  }

  get lost(): boolean {
    return this.#events.includes("lost");
  }

  connectionMade(transport: Transport): void {
    this.#transport = transport;
    this.#hear("made", !this.#events.includes("made"));
  }

  dataReceived(data: Uint8Array): void {
    this.#hear("data", data.length > 0 && !this.#events.includes("eof"));
  }

  eofReceived(): boolean {
    this.#hear("eof", !this.#events.includes("eof"));
    return this.#random.below(2) === 0;
  }

  pauseWriting(): void {
    this.#hear("pause", this.#lastOf("pause", "resume") !== "pause");
  }

  resumeWriting(): void {
    this.#hear("resume", this.#lastOf("pause", "resume") === "pause");
  }

  connectionLost(): void {
    this.#hear("lost", true);
  }

  #lastOf(...names: readonly string[]): string | undefined {
    return this.#events.findLast((event) => names.includes(event));
  }

  #hear(event: string, isAllowed: boolean): void {
    const [first = event] = this.#events;
    if (!isAllowed || first !== "made" || this.lost) {
      this.#broken.push(`${event} after ${this.#events.join(", ")}`);
    }
    this.#events.push(event);
    this.#move();
    if (this.#random.below(3) === 0) setImmediate(() => this.#move());
    if (this.#random.below(3) === 0) process.nextTick(() => this.#move());
  }

  #move(): void {
    const move = moves[this.#random.below(2 * moves.length)];
    if (move === undefined || this.#transport === undefined) return; // every other time none
    const [name, make] = move;
    this.#events.push(`(${name})`);
    make(this.#transport, this.#random);
  }
}

/** A client that writes, stops reading, half-closes, resets and leaves at random. */
async function visit(port: number, random: Random): Promise<Socket> {
  const client = connect({ port, host: "127.0.0.1", allowHalfOpen: random.below(3) > 0 });
  client.on("error", () => {});
  if (random.below(3) > 0) client.resume();
  for (let left = random.below(12); left > 0 && !client.destroyed; left -= 1) {
    await turn(random.below(4));
    const move = random.below(9);
    if (move < 4 && !client.writableEnded) client.write(Buffer.alloc(random.pick(SIZES)));
    else if (move === 4) client.pause();
    else if (move === 5) client.resume();
    else if (move === 6 && random.below(2) === 0) client.end();
    else if (move === 7 && random.below(3) === 0) reset(client);
    else if (move === 8 && random.below(3) === 0) client.destroy();
  }
  return client;
}

/** Node leaks a socket that is reset while it connects or ends. */
function reset(client: Socket): void {
  const isBusy = client.connecting || (client.writableEnded && !client.writableFinished);
  if (isBusy) client.destroy();
  else client.resetAndDestroy();
}

/** Ways to end a server, before it is shut down. */
const endings: readonly [(server: Server) => unknown, ...((server: Server) => unknown)[]] = [
  () => {},
  (server) => server.stop(),
  (server) => server.close(),
  (server) => server.closeClients(),
  (server) => server.abortClients(),
  (server) => server.shutdown({ graceMs: 500 }),
];

/** One server, a few clients, and whatever they do to each other. Returns what went wrong. */
async function play(seed: number): Promise<string[]> {
  const random = new Random(seed);
  const clock = new VirtualClock();
  const broken: string[] = [];
  const protocols: Restless[] = [];
  const factory = (): Protocol => {
    const protocol = new Restless(random, broken);
    protocols.push(protocol);
    return protocol;
  };
  const onError = (error: unknown): number => broken.push(String(error));
  const server = await createServer(factory, { clock, onError });
  const { port } = addressOf(server);
  const visits = Array.from({ length: 1 + random.below(4) }, () => visit(port, random));
  const clients = await Promise.all(visits);
  await turn(random.below(30));
  const ending = random.pick(endings)(server);
  await turn(random.below(10));
  const shutdown = server.shutdown({ graceMs: 1000 });
  for (const client of clients) if (random.below(2) === 0) client.resume();
  await turn(random.below(30));
  await clock.advance(2000);
  await Promise.all([shutdown, ending]);
  for (const client of clients) client.destroy();
  // The first protocol was made to be looked at, and may have had no connection.
  const unlost = protocols.slice(1).filter(({ lost }) => !lost).length;
  if (unlost > 0) broken.push(`${unlost} connections were not lost`);
  if (clock.pending > 0) broken.push(`${clock.pending} timers were left`);
  return broken.map((what) => `seed ${seed}: ${what}`);
}

test("Transport keeps the order of callbacks, whatever both sides do to it", async () => {
  const broken: string[] = [];
  for (let seed = 1; seed <= 200; seed += 1) broken.push(...(await play(seed)));
  expect(broken).toEqual([]);
});
