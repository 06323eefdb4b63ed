import { expect, test } from "vitest";
import { Recorder } from "./recorder.ts";
import { serve } from "./serve.ts";

test("Transport calls made, then data, then eof, then lost", async () => {
  await using served = await serve();
  await served.client.sendRaw("hello");
  await served.recorder.saw("data");
  await served.client.end();
  await served.recorder.lost;
  expect(served.recorder.events).toEqual(["made", "data hello", "eof", "lost cleanly"]);
});

test("Transport delivers what arrives in pieces as pieces, in order", async () => {
  await using served = await serve();
  await served.client.sendRaw("abc", { chunk: 1 });
  await served.client.end();
  await served.recorder.lost;
  expect(served.recorder.text).toBe("abc");
  expect(served.recorder.events.at(0)).toBe("made");
  expect(served.recorder.events.slice(-2)).toEqual(["eof", "lost cleanly"]);
});

test("Transport calls made before data that came along with the connection", async () => {
  await using served = await serve();
  await using client = await served.running.client();
  await client.sendRaw("early");
  await client.end();
  await client.expectEnd();
  await served.client.end();
  await served.recorder.lost;
  expect(served.recorder.events[0]).toBe("made");
});

test("Transport leaves eof out when nothing but a reset came", async () => {
  await using served = await serve();
  await served.client.reset();
  await served.recorder.lost;
  expect(served.recorder.events).toEqual(["made", "lost read ECONNRESET"]);
});

test("Transport calls nothing after its own close but lost", async () => {
  await using served = await serve({
    data: (_data, transport) => transport.close(),
  });
  await served.client.sendRaw("one");
  await served.recorder.lost;
  await served.client.sendRaw("two");
  await served.client.end();
  await served.client.expectEnd();
  await served.server.shutdown();
  expect(served.recorder.events).toEqual(["made", "data one", "lost cleanly"]);
});

test("Transport never calls lost from inside close, abort or write", async () => {
  const inside: string[] = [];
  let within = "";
  const enter = (name: string, body: () => void): void => {
    within = name;
    body();
    within = "";
  };
  const note = { lost: (): void => void (within === "" || inside.push(within)) };
  const endings = ["close", "abort"] as const;
  for (const ending of endings) {
    await using served = await serve(note);
    const transport = await served.recorder.made;
    enter("write", () => transport.write("bye"));
    enter(ending, () => transport[ending]());
    await served.recorder.lost;
  }
  await using ended = await serve(note);
  const transport = await ended.recorder.made;
  transport.writeEof();
  await ended.client.expectEnd();
  enter("close after writeEof", () => transport.close());
  await ended.recorder.lost;
  expect(inside).toEqual([]);
});

test("Transport hands over to another protocol without making the connection again", async () => {
  await using served = await serve();
  const second = new Recorder({ eof: () => true });
  const transport = await served.recorder.made;
  await served.client.sendRaw("first");
  await served.recorder.saw("data");
  transport.setProtocol({
    dataReceived: (data) => second.events.push(`data ${Buffer.from(data).toString()}`),
    connectionLost: (error) => second.connectionLost(error),
  });
  await served.client.sendRaw("second");
  await served.client.end();
  await second.lost;
  expect(served.recorder.events).toEqual(["made", "data first"]);
  expect(second.events).toEqual(["data second", "lost cleanly"]);
});

test("Transport refuses to hand over to a protocol with a misspelt callback", async () => {
  await using served = await serve();
  const transport = await served.recorder.made;
  const wrong = { connectionMade: () => {}, dataRecieved: () => {} };
  expect(() => transport.setProtocol(wrong)).toThrow('did you mean "dataReceived"');
  await served.client.sendRaw("still there");
  await served.recorder.saw("data");
  expect(served.recorder.text).toBe("still there");
});
