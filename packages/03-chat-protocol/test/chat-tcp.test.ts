import { createServer } from "02-echo-server";
import { startServer } from "test-harness";
import { expect, test } from "vitest";
import { type ChatOptions, ChatGroup, ChatProtocol, finishServing } from "../src/mod.ts";
import { everyCut } from "./frames.ts";
import { until, Gate, settle } from "./recorder.ts";

/** Repeats each line as often as its number says: `3 x` is answered with three lines `x`. */
class Repeat extends ChatProtocol {
  readonly #gate: Gate | undefined;
  readonly #losses: string[];

  constructor(options: ChatOptions & { gate?: Gate; losses?: string[] } = {}) {
    super({ onError: () => {}, ...options });
    this.#gate = options.gate;
    this.#losses = options.losses ?? [];
  }

  protected override async received(data: Uint8Array): Promise<void> {
    const [count = "", text = ""] = Buffer.from(data).toString().split(" ");
    await this.#gate?.wait();
    if (text === "fail") throw new Error("asked to");
    if (text === "quit") return this.closeWhenDone();
    for (let left = Number(count); left > 0; left -= 1) await this.push(`${text}\r\n`);
  }

  protected override lost(error: Error | null): void {
    this.#losses.push(error === null ? "clean" : error.message);
  }
}

test("ChatProtocol answers over TCP, whatever the packets", async () => {
  await using running = await startServer(createServer(() => new Repeat()));
  for (const chunk of [1, 3, 1000]) {
    await using client = await running.client();
    await client.sendRaw("2 a\r\n1 b\n0 c\n3 d\r\n1 quit\n", { chunk });
    expect(await client.readToEnd()).toBe("a\r\na\r\nb\r\nd\r\nd\r\nd\r\n");
  }
});

test("ChatProtocol answers over TCP wherever the input is cut in two", async () => {
  await using running = await startServer(createServer(() => new Repeat()));
  const clients = everyCut("2 a\r\n1 b\n1 c").map(async (chunks) => {
    await using client = await running.client();
    for (const chunk of chunks) {
      await client.sendRaw(chunk);
      await settle();
    }
    await client.end();
    return await client.readToEnd();
  });
  const answers = await Promise.all(clients);
  expect(new Set(answers)).toEqual(new Set(["a\r\na\r\nb\r\n"]));
});

test("ChatProtocol waits for a peer that does not read, holding little, and loses nothing", async () => {
  const held: number[] = [];
  class Watched extends Repeat {
    override async push(data: string | Uint8Array): Promise<void> {
      const pushed = super.push(data);
      held.push(this.transport.buffered);
      await pushed;
    }
  }
  await using running = await startServer(createServer(() => new Watched()));
  await using client = await running.client();
  client.pause();
  const line = "x".repeat(1000);
  await client.send(`20000 ${line}`, "1 quit"); // 20 MB: more than the kernel takes
  await until(() => (held.at(-1) ?? 0) > 64 * 1024);
  client.resume();
  const answer = await client.readBytesToEnd();
  expect(answer.length).toBe(20_000 * 1002);
  expect(Math.max(...held)).toBeLessThan(64 * 1024 + 2000);
});

test("ChatProtocol reads no more than maxPipelined bytes ahead of a handler that is slow", async () => {
  const gate = new Gate();
  const losses: string[] = [];
  let ahead = 0;
  class Watched extends Repeat {
    override dataReceived(data: Uint8Array): void {
      ahead += data.length;
      super.dataReceived(data);
    }
  }
  await using running = await startServer(
    createServer(() => new Watched({ gate, losses, maxPipelined: 100_000 })),
  );
  await using client = await running.client();
  const flood = client.sendRaw("0 x\n".repeat(4_000_000)); // 16 MB
  await until(() => ahead > 100_000);
  // What arrives in one go is at most 64 KiB; nothing more comes while the handler waits.
  await until(() => gate.waiting === 1);
  for (let turns = 0; turns < 100; turns += 1) await settle();
  expect(ahead).toBeLessThanOrEqual(100_000 + 64 * 1024);
  await client.reset();
  await flood;
  while (losses.length === 0 || gate.waiting > 0) {
    if (gate.waiting > 0) await gate.open();
    await settle();
  }
});

test("ChatProtocol ends a connection whose handler throws with a reset, and no other", async () => {
  await using running = await startServer(createServer(() => new Repeat()));
  await using bystander = await running.client();
  await bystander.send("1 before");
  await bystander.expect("before");
  await using client = await running.client();
  await client.send("1 fail");
  await client.expectReset();
  expect(running.server.connections.size).toBe(1);
  await bystander.send("1 after");
  await bystander.expect("after");
});

test("ChatProtocol is lost once when the peer resets, in a handler or between frames", async () => {
  const gate = new Gate();
  const losses: string[] = [];
  const group = new ChatGroup();
  await using running = await startServer(createServer(() => new Repeat({ gate, losses, group })));
  await using inHandler = await running.client();
  await inHandler.send("1 a", "1 b");
  await until(() => gate.waiting === 1);
  await inHandler.reset();
  await until(() => losses.length === 1);
  await using between = await running.client();
  await between.sendRaw("1 half a li");
  await until(() => group.size === 1);
  await between.reset();
  await until(() => losses.length === 2);
  await gate.open();
  expect(losses).toEqual(["read ECONNRESET", "read ECONNRESET"]);
  expect([gate.waiting, group.size]).toEqual([0, 0]);
});

test("ChatProtocol is lost when the peer resets while it does not read", async () => {
  const losses: string[] = [];
  const group = new ChatGroup();
  await using running = await startServer(createServer(() => new Repeat({ losses, group })));
  await using client = await running.client();
  client.pause();
  await client.send(`20000 ${"x".repeat(1000)}`);
  await until(() => group.size === 1);
  await client.reset();
  await until(() => losses.length === 1);
  expect(group.size).toBe(0);
});

test("finishServing lets replies end that have begun, and nobody else stay", async () => {
  const gate = new Gate();
  const group = new ChatGroup();
  await using running = await startServer(createServer(() => new Repeat({ gate, group })));
  await using busy = await running.client();
  await using idle = await running.client();
  await busy.send("2 a", "1 b");
  await until(() => gate.waiting === 1 && group.size === 2);
  const finished = finishServing(running.server, group);
  await idle.expectEnd();
  await gate.open();
  await busy.expect("a", "a");
  await busy.expectEnd();
  expect(await finished).toBe("finished");
});
