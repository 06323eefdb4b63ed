import { turn } from "test-harness";
import { expect, test } from "vitest";
import { serve } from "./serve.ts";

test("Transport.pauseReading in connectionMade holds back data until resumeReading", async () => {
  await using served = await serve({ made: (transport) => transport.pauseReading() });
  const transport = await served.recorder.made;
  await served.client.sendRaw("hello");
  await turn();
  served.recorder.events.push("resumed");
  transport.resumeReading();
  await served.recorder.saw("data");
  expect(served.recorder.events).toEqual(["made", "resumed", "data hello"]);
});

test("Transport.pauseReading holds back the end of input too", async () => {
  await using served = await serve();
  const transport = await served.recorder.made;
  transport.pauseReading();
  await served.client.sendRaw("hello");
  await served.client.end();
  await turn();
  served.recorder.events.push("resumed");
  transport.resumeReading();
  await served.recorder.lost;
  expect(served.recorder.events).toEqual(["made", "resumed", "data hello", "eof", "lost cleanly"]);
});

test("Transport.pauseReading in dataReceived holds back the very next chunk", async () => {
  await using served = await serve({ data: (_, transport) => transport.pauseReading() });
  const transport = await served.recorder.made;
  await served.client.sendRaw("a");
  await served.recorder.saw("data a");
  await served.client.sendRaw("b");
  await turn();
  served.recorder.events.push("resumed");
  transport.resumeReading();
  await served.recorder.saw("data b");
  expect(served.recorder.events).toEqual(["made", "data a", "resumed", "data b"]);
});

test("Transport.resumeReading calls nothing from inside", async () => {
  await using served = await serve({ made: (transport) => transport.pauseReading() });
  const transport = await served.recorder.made;
  await served.client.sendRaw("hello");
  await turn();
  transport.resumeReading();
  expect(served.recorder.events).toEqual(["made"]);
  await served.recorder.saw("data");
  expect(served.recorder.text).toBe("hello");
});

test("Transport.resumeReading and pauseReading in one turn leave it paused", async () => {
  await using served = await serve({ made: (transport) => transport.pauseReading() });
  const transport = await served.recorder.made;
  await served.client.sendRaw("hello");
  await turn();
  transport.resumeReading();
  transport.pauseReading();
  await turn();
  expect(served.recorder.events).toEqual(["made"]);
  transport.resumeReading();
  await served.recorder.saw("data");
  expect(served.recorder.text).toBe("hello");
});

test("Transport.resumeReading without a pause, and twice, changes nothing", async () => {
  await using served = await serve();
  const transport = await served.recorder.made;
  transport.resumeReading();
  transport.resumeReading();
  await served.client.sendRaw("hello");
  await served.recorder.saw("data");
  expect(served.recorder.events).toEqual(["made", "data hello"]);
});

test("Transport.pauseReading after the end of input changes nothing", async () => {
  await using served = await serve({ eof: () => true });
  const transport = await served.recorder.made;
  await served.client.end();
  await served.recorder.saw("eof");
  transport.pauseReading();
  transport.resumeReading();
  transport.write("still here");
  transport.close();
  expect(await served.client.readToEnd()).toBe("still here");
  expect(await served.recorder.lost).toBeNull();
});

test("Transport.close while reading is paused does not wait for a resume", async () => {
  await using served = await serve({ made: (transport) => transport.pauseReading() });
  const transport = await served.recorder.made;
  await served.client.sendRaw("never read");
  transport.write("bye");
  transport.close();
  expect(await served.client.readToEnd()).toBe("bye");
  expect(await served.recorder.lost).toBeNull();
  expect(served.recorder.text).toBe("");
});

test("Transport.abort while reading is paused is lost at once", async () => {
  await using served = await serve({ made: (transport) => transport.pauseReading() });
  (await served.recorder.made).abort();
  expect(await served.recorder.lost).toBeNull();
  await served.client.expectReset();
});

test("Transport.pauseReading slows the peer down", async () => {
  await using served = await serve({ made: (transport) => transport.pauseReading() });
  const transport = await served.recorder.made;
  let handedOver = false;
  const all = 64 * 1024 * 1024;
  const sending = served.client.sendRaw(Buffer.alloc(all)).then(() => (handedOver = true));
  await turn(200);
  expect(handedOver).toBe(false);
  transport.resumeReading();
  await sending;
  await served.client.end();
  await served.recorder.lost;
  expect(served.recorder.text).toHaveLength(all);
});
