import { connect } from "node:net";
import { join } from "node:path";
import { expect, test } from "vitest";
import { fakeWhois, TcpClient, turn, VirtualClock, type WhoisReply } from "../src/mod.ts";

const query = "example.com";

/** A fake whose only reply is this one, and a client that has asked for it. */
async function asking(
  reply: WhoisReply,
): Promise<AsyncDisposable & { readonly client: TcpClient; readonly open: () => number }> {
  const fake = await fakeWhois({ [query]: reply });
  const client = await TcpClient.connect(fake.address);
  await client.send(query);
  return {
    client,
    open: () => fake.open,
    async [Symbol.asyncDispose]() {
      await client[Symbol.asyncDispose]();
      await fake[Symbol.asyncDispose]();
    },
  };
}

test("fakeWhois answers by query line, byte for byte, and ends", async () => {
  await using fake = await fakeWhois({
    "example.com": "one\ntwo\r\n",
    "example.net": Buffer.from([0xe9, 0x00, 0x0a]),
    "example.org": "not asked",
  });
  await using com = await TcpClient.connect(fake.address);
  await com.send("example.com");
  expect(await com.readToEnd()).toBe("one\ntwo\r\n");
  await using net = await TcpClient.connect(fake.address, { terminator: "\n" });
  await net.send("example.net");
  expect(await net.readBytesToEnd()).toEqual(Buffer.from([0xe9, 0x00, 0x0a]));
  expect(fake.asked).toEqual(["example.com", "example.net"]);
  expect(fake.unused()).toEqual(["example.org"]);
  expect(fake.hostPort).toBe(`127.0.0.1:${fake.address.port}`);
  expect(fake.accepted).toBe(2);
});

test("fakeWhois takes a query that is half-closed instead of ended by LF", async () => {
  await using fake = await fakeWhois({ "example.com": "found\r\n" });
  await using client = await TcpClient.connect(fake.address);
  await client.sendRaw("exam");
  await client.sendRaw("ple.com");
  await client.end();
  expect(await client.readToEnd()).toBe("found\r\n");
});

test("fakeWhois lets a client leave without asking", async () => {
  await using fake = await fakeWhois({});
  await using client = await TcpClient.connect(fake.address);
  await client.end();
  await client.expectEnd();
  await fake.waitForIdle();
  expect(fake.asked).toEqual([]);
});

test("fakeWhois says so when it has no reply, or gives the fallback", async () => {
  await using plain = await fakeWhois({});
  await using client = await TcpClient.connect(plain.address);
  await client.send("unknown");
  await client.expect("% test-harness: no reply for this query");
  await using other = await fakeWhois({}, { fallback: "No match\r\n" });
  await using second = await TcpClient.connect(other.address);
  await second.send("unknown");
  await second.expect("No match");
  expect([...plain.asked, ...other.asked]).toEqual(["unknown", "unknown"]);
});

test("fakeWhois serves a file as it is", async () => {
  const file = join(import.meta.dirname, "programs", "exits.mjs");
  await using asked = await asking({ file });
  expect(await asked.client.readToEnd()).toContain("ends at once with status 2");
});

test("fakeWhois asks a function, which may answer differently the next time", async () => {
  let count = 0;
  const counting = (asked: string): WhoisReply => {
    count += 1;
    return `${asked} ${count}`;
  };
  await using fake = await fakeWhois(counting);
  for (const expected of ["a 1", "a 2"]) {
    await using client = await TcpClient.connect(fake.address);
    await client.send("a");
    expect(await client.readToEnd()).toBe(expected);
  }
});

test("fakeWhois delays by the virtual clock only", async () => {
  const clock = new VirtualClock();
  await using asked = await asking({ delayMs: 5000, clock, reply: "late\r\n" });
  await clock.waitForTimer(5000);
  await clock.advance(4999);
  expect(clock.pending).toBe(1);
  await clock.advance(1);
  expect(await asked.client.readToEnd()).toBe("late\r\n");
});

test("fakeWhois drops a delay when the client resets the connection", async () => {
  const clock = new VirtualClock();
  await using asked = await asking({ delayMs: 5000, clock, reply: "late\r\n" });
  await clock.waitForTimer();
  await asked.client.reset();
  await turn();
  expect(clock.pending).toBe(0);
});

test("fakeWhois refuses: nobody listens there, and nobody else gets the port", async () => {
  await using nobody = await fakeWhois("refuse");
  const refused = { code: "ECONNREFUSED" };
  await expect(TcpClient.connect(nobody.address)).rejects.toMatchObject(refused);
  await expect(TcpClient.connect(nobody.address)).rejects.toMatchObject(refused);
  await expect(nobody.waitForAsked()).rejects.toThrow("nobody listens");
  await nobody.waitForIdle();
  expect([nobody.asked, nobody.unused(), nobody.open]).toEqual([[], [], 0]);
});

test("fakeWhois hangs: it takes the query and never answers, until it is disposed", async () => {
  const fake = await fakeWhois({ [query]: "hang" });
  await using client = await TcpClient.connect(fake.address);
  await client.send(query);
  expect(await fake.waitForAsked()).toBe(query);
  expect(fake.open).toBe(1);
  await fake[Symbol.asyncDispose]();
  await client.expectEnd();
});

test("fakeWhois sees that a client has left", async () => {
  await using fake = await fakeWhois({ [query]: "hang" });
  const client = await TcpClient.connect(fake.address);
  await client.send(query);
  await fake.waitForAsked();
  await client[Symbol.asyncDispose]();
  await fake.waitForIdle();
  expect(fake.open).toBe(0);
});

test("fakeWhois resets the connection when it is asked", async () => {
  await using asked = await asking("reset");
  await asked.client.expectReset();
  expect(asked.open()).toBe(0);
});

test("fakeWhois cuts a reply, by an end, by a reset, or by silence", async () => {
  const of = "Domain Name: EXAMPLE.COM\r\n";
  await using ended = await asking({ truncateAt: 6, of });
  expect(await ended.client.readToEnd()).toBe("Domain");
  await using reset = await asking({ truncateAt: 6, of, with: "reset" });
  await reset.client.expectBytes("Domain");
  await reset.client.expectReset();
  await using silent = await asking({ truncateAt: 6, of, with: "hang" });
  await silent.client.expectBytes("Domain");
  await turn();
  expect(silent.open()).toBe(1);
});

test("fakeWhois drips: the bytes arrive apart", async () => {
  await using fake = await fakeWhois({
    [query]: { drip: "drip" },
    two: { drip: "drip", every: 3 },
  });
  expect(await chunksOf(fake.address, query)).toEqual(["d", "r", "i", "p"]);
  expect(await chunksOf(fake.address, "two")).toEqual(["dri", "p"]);
});

test("fakeWhois drips at the pace of a virtual clock, and stops where it is told", async () => {
  const clock = new VirtualClock();
  const stop = { at: 2, with: "reset" } as const;
  await using asked = await asking({ drip: "drip", pace: { ms: 1000, clock }, stop });
  await asked.client.expectBytes("d");
  await clock.waitForTimer(1000);
  await clock.advance(1000);
  await asked.client.expectBytes("r");
  await asked.client.expectReset();
  expect(clock.pending).toBe(0);
});

test("fakeWhois repeats without end, but only as fast as the client reads", async () => {
  await using asked = await asking({ repeat: "again\r\n" });
  await asked.client.expect("again", "again", "again");
  asked.client.pause();
  await turn(100);
  asked.client.resume();
  const bytes = await asked.client.read(4 * 1024 * 1024);
  expect(bytes.subarray(0, 7).toString()).toBe("again\r\n");
});

test("fakeWhois throws what went wrong in itself when it is disposed", async () => {
  const fake = await fakeWhois({ [query]: { file: "no-such-file" } });
  await using client = await TcpClient.connect(fake.address);
  await client.send(query);
  await client.expectReset();
  await expect(fake[Symbol.asyncDispose]()).rejects.toThrow("A fake failed: Error: ENOENT");
});

test("fakeWhois listens on the host that it is told", async () => {
  await using fake = await fakeWhois({ [query]: "six\r\n" }, { host: "::1" });
  expect(fake.hostPort).toBe(`[::1]:${fake.address.port}`);
  await using client = await TcpClient.connect(fake.address);
  await client.send(query);
  expect(await client.readToEnd()).toBe("six\r\n");
});

/** Asks, and returns what arrives in the pieces in which it arrives. */
async function chunksOf(
  address: { readonly host: string; readonly port: number },
  line: string,
): Promise<string[]> {
  const socket = connect(address.port, address.host);
  socket.write(`${line}\n`);
  const chunks: string[] = [];
  for await (const chunk of socket) chunks.push(String(chunk));
  return chunks;
}
