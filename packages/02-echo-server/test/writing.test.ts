import type { Protocol } from "02-echo-server";
import { turn } from "test-harness";
import { expect, test } from "vitest";
import { SocketTransport } from "../src/socket-transport.ts";
import { serve } from "./serve.ts";

/** More than all kernel buffers between two ends of a loopback connection hold. */
const TOO_MUCH = 16 * 1024 * 1024;

/** Bytes whose order can be checked: no two neighbouring blocks are alike. */
function pattern(length: number): Buffer {
  const bytes = Buffer.alloc(length);
  for (let at = 0; at + 4 <= length; at += 4) bytes.writeUInt32LE(at, at);
  return bytes;
}

/** The count of dropped bytes is for diagnosis and not part of `Transport`. */
function dropped(transport: unknown): number {
  return transport instanceof SocketTransport ? transport.dropped : Number.NaN;
}

test("Transport.write sends bytes as they are", async () => {
  await using served = await serve();
  const transport = await served.recorder.made;
  transport.write(Uint8Array.of(0, 255, 13, 10));
  expect(await served.client.read(4)).toEqual(Buffer.of(0, 255, 13, 10));
});

test("Transport.write sends a string as UTF-8", async () => {
  await using served = await serve();
  const transport = await served.recorder.made;
  transport.write("grüße, 世界");
  transport.close();
  expect(await served.client.readToEnd()).toBe("grüße, 世界");
});

test("Transport.write sends a part of a larger buffer and no more", async () => {
  await using served = await serve();
  const transport = await served.recorder.made;
  transport.write(Buffer.from("0123456789").subarray(3, 6));
  transport.close();
  expect(await served.client.readToEnd()).toBe("345");
});

test("Transport.write of nothing sends nothing and keeps the order", async () => {
  await using served = await serve();
  const transport = await served.recorder.made;
  for (const text of ["", "a", "", "b", ""]) transport.write(text);
  transport.write(new Uint8Array(0));
  transport.close();
  expect(await served.client.readToEnd()).toBe("ab");
  expect(served.recorder.events).toEqual(["made", "lost cleanly"]);
});

test.for([42, null, undefined, {}, ["a"]])("Transport.write refuses %j", async (data) => {
  await using served = await serve();
  const transport = await served.recorder.made;
  const write: unknown = Reflect.get(transport, "write");
  if (typeof write !== "function") throw new Error("write is no method");
  expect(() => Reflect.apply(write, transport, [data])).toThrow(TypeError);
  transport.write("alive");
  await served.client.expectBytes("alive");
});

test("Transport.write keeps the order of pieces of every size, whatever the kernel takes", async () => {
  await using served = await serve();
  const transport = await served.recorder.made;
  const all = pattern(4 * 1024 * 1024);
  served.client.pause();
  let at = 0;
  for (let size = 1; at < all.length; size = (size * 3 + 1) % 200_003) {
    transport.write(all.subarray(at, at + size));
    at += size;
    if (size % 5 === 0) await turn(1);
  }
  transport.close();
  served.client.resume();
  const received = await served.client.readBytesToEnd();
  expect(received.equals(all)).toBe(true);
});

test("Transport.write after close, abort or the end is dropped, counted, and harmless", async () => {
  await using served = await serve();
  const transport = await served.recorder.made;
  transport.write("sent");
  transport.close();
  transport.write("12345");
  expect([dropped(transport), transport.closing]).toEqual([5, true]);
  expect(await served.client.readToEnd()).toBe("sent");
  await served.recorder.lost;
  transport.write("ü");
  transport.abort();
  transport.write("1");
  expect([dropped(transport), transport.buffered]).toEqual([8, 0]);
});

test("Transport.write after writeEof is dropped and counted", async () => {
  await using served = await serve();
  const transport = await served.recorder.made;
  transport.write("sent");
  transport.writeEof();
  transport.write("late");
  expect(await served.client.readToEnd()).toBe("sent");
  expect([dropped(transport), transport.closing]).toEqual([4, false]);
});

test("Transport.close sends everything that is waiting, then FIN", async () => {
  await using served = await serve();
  const transport = await served.recorder.made;
  const all = pattern(TOO_MUCH);
  served.client.pause();
  transport.write(all);
  expect(transport.buffered).toBeGreaterThan(0);
  transport.close();
  served.client.resume();
  const received = await served.client.readBytesToEnd();
  expect(received.equals(all)).toBe(true);
  expect(await served.recorder.lost).toBeNull();
});

test("Transport.close gets its bytes out to a peer that wants to send all of its own first", async () => {
  await using served = await serve({ made: (transport) => transport.pauseReading() });
  const transport = await served.recorder.made;
  const all = pattern(TOO_MUCH);
  served.client.pause();
  transport.write(all);
  transport.close();
  await served.client.sendRaw(all);
  served.client.resume();
  const received = await served.client.readBytesToEnd();
  expect(received.equals(all)).toBe(true);
});

test("Transport.writeEof and close behind waiting bytes send them all, then one FIN", async () => {
  await using served = await serve();
  const transport = await served.recorder.made;
  const all = pattern(TOO_MUCH);
  served.client.pause();
  transport.write(all);
  transport.writeEof();
  transport.writeEof();
  transport.close();
  served.client.resume();
  const received = await served.client.readBytesToEnd();
  expect(received.equals(all)).toBe(true);
  expect(await served.recorder.lost).toBeNull();
});

test("Transport.abort resets, and drops what is waiting", async () => {
  await using served = await serve();
  const transport = await served.recorder.made;
  served.client.pause();
  transport.write(pattern(TOO_MUCH));
  expect(transport.buffered).toBeGreaterThan(0);
  transport.abort();
  expect(transport.buffered).toBe(0);
  served.client.resume();
  await served.client.expectReset();
  expect(await served.recorder.lost).toBeNull();
});

test("Transport.abort while a close waits for the peer resets too", async () => {
  await using served = await serve();
  const transport = await served.recorder.made;
  served.client.pause();
  transport.write(pattern(TOO_MUCH));
  transport.close();
  transport.abort(new Error("waited long enough"));
  served.client.resume();
  await served.client.expectReset();
  expect((await served.recorder.lost)?.message).toBe("waited long enough");
});

test("Transport.abort with nothing waiting resets", async () => {
  await using served = await serve();
  (await served.recorder.made).abort();
  await served.client.expectReset();
  expect(await served.recorder.lost).toBeNull();
});

test("Transport.abort right after writeEof leaves no socket behind", async () => {
  await using served = await serve();
  const transport = await served.recorder.made;
  transport.writeEof();
  transport.abort();
  expect(await served.recorder.lost).toBeNull();
  expect(await served.server.shutdown()).toBe("drained");
});

test("Transport.closing is false until the end begins", async () => {
  const seen: boolean[] = [];
  const protocol: Protocol = {};
  await using served = await serve({
    made: (transport) => seen.push(transport.closing),
    data: (_, transport) => seen.push(transport.closing),
    eof: (transport) => {
      seen.push(transport.closing);
    },
  });
  const transport = await served.recorder.made;
  await served.client.sendRaw("x");
  await served.client.end();
  await served.recorder.lost;
  expect([...seen, transport.closing]).toEqual([false, false, false, true]);
  transport.setProtocol(protocol);
  transport.setWaterMarks({ high: 1 });
  transport.pauseReading();
  transport.resumeReading();
  transport.writeEof();
  transport.close();
  transport.abort();
  expect(served.recorder.events).toEqual(["made", "data x", "eof", "lost cleanly"]);
});
