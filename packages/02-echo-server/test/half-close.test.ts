import { expect, test } from "vitest";
import { serve } from "./serve.ts";

const TOO_MUCH = 16 * 1024 * 1024;

test("a reply sent after the client's half-close arrives", async () => {
  await using served = await serve({ eof: () => true });
  const transport = await served.recorder.made;
  await served.client.sendRaw("question");
  await served.client.end();
  await served.recorder.saw("eof");
  await new Promise<void>((resolve) => {
    setImmediate(resolve);
  });
  expect(transport.closing).toBe(false);
  transport.write("answer");
  transport.close();
  expect(await served.client.readToEnd()).toBe("answer");
  expect(served.recorder.events).toEqual(["made", "data question", "eof", "lost cleanly"]);
});

test("what was written before the client's half-close is flushed before the end", async () => {
  await using served = await serve();
  const transport = await served.recorder.made;
  served.client.pause();
  transport.write(Buffer.alloc(TOO_MUCH, "x"));
  await served.client.end();
  await served.recorder.saw("eof");
  expect(transport.closing).toBe(true);
  served.client.resume();
  expect(await served.client.readBytesToEnd()).toHaveLength(TOO_MUCH);
  expect(await served.recorder.lost).toBeNull();
});

test.for([undefined, false])("eofReceived returning %s closes the transport", async (answer) => {
  await using served = await serve({ eof: () => answer });
  await served.client.end();
  await served.client.expectEnd();
  expect(await served.recorder.lost).toBeNull();
});

test("eofReceived may write its last words itself", async () => {
  await using served = await serve({ eof: (transport) => transport.write("bye") });
  await served.client.end();
  expect(await served.client.readToEnd()).toBe("bye");
});

test("a transport whose protocol has no eofReceived closes at the end of input", async () => {
  await using served = await serve();
  (await served.recorder.made).setProtocol({});
  await served.client.end();
  await served.client.expectEnd();
  await served.server.shutdown();
  expect(served.server.connections.size).toBe(0);
});

test("Transport.writeEof ends our side, and we can still read", async () => {
  await using served = await serve();
  const transport = await served.recorder.made;
  transport.write("last words");
  transport.writeEof();
  expect(await served.client.readToEnd()).toBe("last words");
  await served.client.sendRaw("and now me");
  await served.recorder.saw("data");
  expect(transport.closing).toBe(false);
  await served.client.end();
  await served.recorder.lost;
  expect(served.recorder.events).toEqual(["made", "data and now me", "eof", "lost cleanly"]);
});
