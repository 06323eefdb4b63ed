import { TcpClient, VirtualClock } from "test-harness";
import { expect, test } from "vitest";
import { serve } from "./serve.ts";

/** More than all kernel buffers between two ends of a loopback connection hold. */
const TOO_MUCH = Buffer.alloc(16 * 1024 * 1024, "x");

test("Server.shutdown with no clients is drained at once", async () => {
  const clock = new VirtualClock();
  await using served = await serve({}, { clock });
  await served.client.end();
  await served.recorder.lost;
  expect(await served.server.shutdown()).toBe("drained");
  expect(clock.pending).toBe(0);
});

test("Server.shutdown closes idle clients and is drained without waiting", async () => {
  const clock = new VirtualClock();
  await using served = await serve({}, { clock });
  expect(await served.server.shutdown({ graceMs: 60_000 })).toBe("drained");
  await served.client.expectEnd();
  expect(await served.recorder.lost).toBeNull();
  expect(clock.pending).toBe(0);
});

test("Server.shutdown lets a busy client read what was written for it", async () => {
  const clock = new VirtualClock();
  await using served = await serve({}, { clock });
  const transport = await served.recorder.made;
  served.client.pause();
  transport.write(TOO_MUCH);
  const outcome = served.server.shutdown({ graceMs: 1000 });
  await clock.advance(999);
  served.client.resume();
  expect(await served.client.readBytesToEnd()).toHaveLength(TOO_MUCH.length);
  expect(await outcome).toBe("drained");
  expect(clock.pending).toBe(0);
});

test("Server.shutdown aborts a client that does not read once the grace is over", async () => {
  const clock = new VirtualClock();
  await using served = await serve({}, { clock });
  const transport = await served.recorder.made;
  served.client.pause();
  transport.write(TOO_MUCH);
  const outcome = served.server.shutdown({ graceMs: 1000 });
  await clock.advance(999);
  expect(served.server.connections.size).toBe(1);
  await clock.advance(1);
  expect(await outcome).toBe("aborted");
  served.client.resume();
  await served.client.expectReset();
  expect(clock.pending).toBe(0);
});

test("Server.shutdown takes a clock of its own", async () => {
  const clock = new VirtualClock();
  await using served = await serve();
  served.client.pause();
  (await served.recorder.made).write(TOO_MUCH);
  const outcome = served.server.shutdown({ graceMs: 5, clock });
  await clock.advance(5);
  expect(await outcome).toBe("aborted");
});

test("Server.shutdown gives 5 seconds by default, and so does await using", async () => {
  const clock = new VirtualClock();
  const served = await serve({}, { clock });
  served.client.pause();
  (await served.recorder.made).write(TOO_MUCH);
  const disposed = served.server[Symbol.asyncDispose]();
  await clock.advance(4_999);
  expect(served.server.connections.size).toBe(1);
  await clock.advance(1);
  await disposed;
  expect(served.server.connections.size).toBe(0);
  await served[Symbol.asyncDispose]();
});

test("Server.shutdown can be called again, also while it goes on", async () => {
  const clock = new VirtualClock();
  await using served = await serve({}, { clock });
  served.client.pause();
  (await served.recorder.made).write(TOO_MUCH);
  const patient = served.server.shutdown({ graceMs: 60_000 });
  const hasty = served.server.shutdown({ graceMs: 10 });
  await clock.advance(10);
  expect(await hasty).toBe("aborted");
  expect(await patient).toBe("drained"); // by somebody else's hand: nothing was left to abort
  expect(await served.server.shutdown()).toBe("drained");
  expect(clock.pending).toBe(0);
});

test("Server.shutdown refuses new connections", async () => {
  await using served = await serve();
  const [address] = served.server.addresses;
  const shutdown = served.server.shutdown();
  await expect(TcpClient.connect({ host: "127.0.0.1", port: address?.port ?? 0 })).rejects.toThrow(
    "ECONNREFUSED",
  );
  expect(await shutdown).toBe("drained");
});

test.for([-1, Number.NaN, Number.POSITIVE_INFINITY])(
  "Server.shutdown refuses a grace of %d ms",
  async (graceMs) => {
    await using served = await serve();
    await expect(served.server.shutdown({ graceMs })).rejects.toThrow(
      new RangeError(`Cannot shut down within "${graceMs}" ms: it must be 0 or more`),
    );
    expect(served.server.serving).toBe(true);
  },
);
