import { createServer, Echo } from "02-echo-server";
import { MemoryTransport, startServer, TcpClient, turn } from "test-harness";
import { expect, test } from "vitest";

test("Echo sends back what it receives", async () => {
  await using running = await startServer(createServer(() => new Echo()));
  await using client = await running.client();
  await client.send("hello", "", "wörld");
  expect(await client.expect("hello", "", "wörld")).toHaveLength(3);
});

test("Echo sends back every byte", async () => {
  const all = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
  await using running = await startServer(createServer(() => new Echo()));
  await using client = await running.client();
  await client.sendRaw(all, { chunk: 1 });
  expect(await client.read(256)).toEqual(all);
});

test("Echo answers a client that half-closes, then ends", async () => {
  await using running = await startServer(createServer(() => new Echo()));
  await using client = await running.client();
  await client.sendRaw("x");
  await client.end();
  expect(await client.readToEnd()).toBe("x");
});

test("Echo shows each chunk to whoever wants to see it, before it goes back", () => {
  const seen: string[] = [];
  const received = (data: Uint8Array): undefined => {
    seen.push(Buffer.from(data).toString());
  };
  const echo = new Echo({ received });
  const transport = new MemoryTransport(echo);
  transport.feed("one");
  transport.feed("two");
  expect([seen, transport.takeWritten()]).toEqual([["one", "two"], "onetwo"]);
});

test("Echo takes nothing in while its replies pile up", () => {
  const transport = new MemoryTransport(new Echo());
  transport.setWaterMarks({ high: 4, low: 2 });
  transport.stopReading();
  for (const chunk of ["abc", "de", "fg"]) transport.feed(chunk);
  expect(transport.buffered).toBe(5);
});

test("Echo serves many at once, each with its own bytes", async () => {
  await using running = await startServer(createServer(() => new Echo()));
  const [to = { host: "", port: 0 }] = running.server.addresses;
  const talk = async (name: string): Promise<string> => {
    await using client = await TcpClient.connect(to);
    await client.sendRaw(name.repeat(1000), { chunk: 500 });
    await client.end();
    return await client.readToEnd();
  };
  const names = Array.from({ length: 50 }, (_, index) => `<${index}>`);
  const replies = await Promise.all(names.map(talk));
  expect(replies).toEqual(names.map((name) => name.repeat(1000)));
});

test("Echo takes nothing in while whoever watches is behind, or the peer, or both", async () => {
  const watched = Promise.withResolvers<void>();
  const transport = new MemoryTransport(new Echo({ received: () => watched.promise }));
  transport.setWaterMarks({ high: 2, low: 1 });
  transport.stopReading();
  transport.feed("one");
  transport.feed("two");
  transport.drain();
  await turn();
  // The peer has read, but who watches has not.
  expect(transport.takeWritten()).toBe("one");
  watched.resolve();
  await turn();
  transport.drain();
  expect(transport.takeWritten()).toBe("two");
});
