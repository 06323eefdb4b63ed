import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { createServer } from "02-echo-server";
import { startServer, turn, VirtualClock } from "test-harness";
import { expect, test } from "vitest";
import { ChatProtocol, WhoisSession } from "../src/mod.ts";

const MIB = 1024 * 1024;

/** Together far more than a server may hold of it. */
const FLOOD_BYTES = 512 * MIB;
const BOUND = 192 * MIB; // most of it waits for the garbage collector

/** The peak of the memory that is held in buffers, in bytes over what it was at first. */
class Gauge {
  readonly #first = process.memoryUsage().arrayBuffers;
  #peak = 0;

  read(): number {
    this.#peak = Math.max(this.#peak, process.memoryUsage().arrayBuffers - this.#first);
    return this.#peak;
  }
}

/** A client that does not read. */
async function deafClient(port: number): Promise<Socket> {
  const client = connect({ port, host: "127.0.0.1", allowHalfOpen: true }).pause();
  await once(client, "connect");
  return client;
}

/** Sends so many bytes, in copies of the chunk; stops early when they are not taken any more. */
async function pour(client: Socket, chunk: Buffer, bytes: number, gauge: Gauge): Promise<number> {
  let sent = 0;
  for (let stuck = 0; sent < bytes && stuck < 200; await turn(1)) {
    gauge.read();
    if (client.writableLength > 0) stuck += 1;
    else {
      stuck = 0;
      client.write(chunk);
      sent += chunk.length;
    }
  }
  return sent;
}

test("WhoisSession swallows a flood behind its answer and holds none of it", async () => {
  const clock = new VirtualClock(); // stands still: nobody's time is up
  await using running = await startServer(
    createServer(() => new WhoisSession(() => "answer\r\n", { clock }), { clock }),
  );
  for (const chunk of [Buffer.alloc(MIB, "example.com\r\n"), Buffer.alloc(MIB, "x")]) {
    const gauge = new Gauge();
    const client = await deafClient(running.port);
    expect(await pour(client, chunk, FLOOD_BYTES, gauge)).toBe(FLOOD_BYTES);
    expect(gauge.read()).toBeLessThan(BOUND);
    client.end();
    expect(await readAll(client)).toMatch(/^(answer|Query refused: .*)\r\n$/);
  }
});

async function readAll(client: Socket): Promise<string> {
  const chunks: Buffer[] = [];
  client.on("data", (data) => chunks.push(Buffer.from(data)));
  await once(client.resume(), "end");
  return Buffer.concat(chunks).toString("latin1");
}

/** Answers each line with itself, a hundred times. */
class Generous extends ChatProtocol {
  protected override received(data: Uint8Array): Promise<void> {
    return this.push(`${String(Buffer.from(data))}\r\n`.repeat(100));
  }
}

test("ChatProtocol takes little from a peer that never reads the replies, and holds little of them", async () => {
  const clock = new VirtualClock();
  await using running = await startServer(createServer(() => new Generous({ clock }), { clock }));
  const gauge = new Gauge();
  const client = await deafClient(running.port);
  const chunk = Buffer.alloc(MIB, "fdasfdskl\r\n");
  const sent = await pour(client, chunk, FLOOD_BYTES, gauge);
  expect(sent).toBeLessThan(FLOOD_BYTES / 8); // what the kernels hold, and no more
  expect(gauge.read()).toBeLessThan(BOUND);
  client.resetAndDestroy();
});

test("ChatProtocol loses nothing of a flood when its peer begins to read", async () => {
  await using running = await startServer(createServer(() => new Generous()));
  const gauge = new Gauge();
  const client = await deafClient(running.port);
  const lines = 200_000;
  client.end("x\r\n".repeat(lines)); // 60 MB of replies
  for (let turns = 0; turns < 200; turns += 1) {
    await turn(1);
    gauge.read();
  }
  expect(gauge.read()).toBeLessThan(BOUND / 8);
  expect(await readAll(client)).toHaveLength(lines * 100 * 3);
});
