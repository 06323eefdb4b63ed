import { createServer } from "02-echo-server";
import { startServer, VirtualClock } from "test-harness";
import { expect, test } from "vitest";
import {
  ChatGroup,
  ConnectionLimits,
  finishServing,
  type SmtpOptions,
  SmtpSession,
  StoreError,
} from "../src/mod.ts";
import { connect, Gate, settle, until } from "./recorder.ts";
import { codes, codesIn, ENVELOPE, nextReply } from "./smtp/mail-server.ts";
import { MemoryStore } from "./smtp/memory-store.ts";

const FIVE_MINUTES = 5 * 60_000;
const IDLE = "421 4.4.2 localhost closes: nothing came for too long\r\n";

/** A session on a clock that stands still. */
function start(store = new MemoryStore(), options: SmtpOptions = {}) {
  const clock = new VirtualClock();
  const transport = connect(new SmtpSession(store, { clock, ...options }));
  return { clock, store, transport };
}

test.for([
  { when: "says nothing", sent: "" },
  { when: "says half a command", sent: "EHL" },
  { when: "has said hello", sent: "EHLO a\r\n" },
  { when: "is in a message", sent: `${ENVELOPE.join("\r\n")}\r\nDATA\r\ntext\r\nhalf a li` },
  { when: "has all but the LF", sent: `${ENVELOPE.join("\r\n")}\r\nDATA\r\ntext\r\n.\r` },
])("SmtpSession says 421 after five minutes to a client that $when", async ({ sent }) => {
  const { clock, store, transport } = start();
  transport.feed(sent);
  await clock.advance(FIVE_MINUTES - 1);
  expect(transport.takeWritten()).not.toContain("421");
  expect(transport.lost).toBe(false);
  await clock.advance(1);
  expect(transport.takeWritten()).toBe(IDLE);
  expect(transport.lost).toBe(true);
  expect(store.messages).toEqual([]);
  expect(store.drafts).toBe(0);
  expect(clock.pending).toBe(0);
});

test("SmtpSession counts the time from the last line, also in a message", async () => {
  const { clock, transport } = start(undefined, { idleMs: 1000 });
  transport.feed(`${ENVELOPE.join("\r\n")}\r\nDATA\r\n`);
  for (let count = 0; count < 5; count += 1) {
    await clock.advance(999);
    transport.feed("text\r\n");
  }
  expect(transport.takeWritten()).not.toContain("421");
  await clock.advance(1000);
  expect(transport.takeWritten()).toContain("421 4.4.2 ");
});

test("SmtpSession is not idle while the store is at work", async () => {
  const gate = new Gate();
  const { clock, transport } = start(
    new MemoryStore((step) => (step === "commit" ? gate.wait() : undefined)),
  );
  transport.feed(`${ENVELOPE.join("\r\n")}\r\nDATA\r\n`);
  await settle();
  transport.feed(".\r\n");
  await clock.advance(10 * FIVE_MINUTES);
  await gate.open();
  await settle();
  expect(transport.takeWritten()).toMatch(/250 2\.0\.0 Stored as \w+\r\n$/);
});

/** A server that can be told to finish. */
async function serve(store = new MemoryStore()) {
  const group = new ChatGroup();
  const clock = new VirtualClock();
  const running = await startServer(createServer(() => new SmtpSession(store, { group })));
  const finish = (): Promise<"finished" | "aborted"> =>
    finishServing(running.server, group, { clock, graceMs: 1000 });
  return { running, store, group, clock, finish };
}

const GOODBYE = "421 4.3.2 localhost closes: it is shutting down";

test.for([
  { when: "has said nothing", lines: [] },
  { when: "has said hello", lines: ENVELOPE.slice(0, 1) },
  { when: "has announced a message", lines: ENVELOPE },
])("SmtpSession says 421 to a client that $when when it is to finish", async ({ lines }) => {
  const { running, finish } = await serve();
  await using _ = running;
  await using client = await running.client();
  await nextReply(client);
  await codes(client, lines);
  const finished = finish();
  await client.expect(GOODBYE);
  await client.expectEnd();
  expect(await finished).toBe("finished");
});

test.for([
  { what: "a message", text: "text", code: 250, stored: 1 },
  { what: "a message that is refused", text: "te\nxt", code: 550, stored: 0 },
])("SmtpSession receives $what to its end before it finishes", async ({ text, code, stored }) => {
  const { running, store, group } = await serve();
  await using _ = running;
  await using client = await running.client();
  await nextReply(client);
  await codes(client, [...ENVELOPE, "DATA"]);
  await client.send("first line");
  group.finish();
  await client.send(text, ".", ...ENVELOPE.slice(1), "DATA");
  expect(codesIn(await client.readToEnd())).toEqual([code, 421]);
  expect(store.messages).toHaveLength(stored);
});

test.for([
  { step: "open", sent: ["DATA"], then: ["text", "."] },
  { step: "commit", sent: ["DATA", "text", "."], then: [] },
] as const)("SmtpSession finishes a message that the store is about to $step", async (at) => {
  const gate = new Gate();
  const { running, store, group } = await serve(
    new MemoryStore((step) => (step === at.step ? gate.wait() : undefined)),
  );
  await using _ = running;
  await using client = await running.client();
  await client.send(...ENVELOPE, ...at.sent);
  await until(() => gate.waiting === 1);
  group.finish();
  await gate.open();
  await client.send(...at.then);
  const said = codesIn(await client.readToEnd());
  expect(said).toEqual([220, 250, 250, 250, 354, 250, 421]);
  expect(store.messages).toHaveLength(1);
});

test("SmtpSession closes when it is to finish and the store does not take the message", async () => {
  const gate = new Gate();
  const { running, group } = await serve(new MemoryStore(() => gate.wait()));
  await using _ = running;
  await using client = await running.client();
  await client.send(...ENVELOPE, "DATA");
  await until(() => gate.waiting === 1);
  group.finish();
  await gate.open(new StoreError("full", "full"));
  expect(codesIn(await client.readToEnd())).toEqual([220, 250, 250, 250, 452, 421]);
});

test("SmtpSession is aborted with its message when the grace is over", async () => {
  const { running, store, clock, finish } = await serve();
  await using _ = running;
  await using client = await running.client();
  await nextReply(client);
  await codes(client, [...ENVELOPE, "DATA"]);
  await client.send("text");
  const finished = finish();
  await clock.advance(1000);
  await client.expectReset();
  expect(await finished).toBe("aborted");
  await until(() => store.drafts === 0);
  expect(store.messages).toEqual([]);
});

test("SmtpSession that is to finish before it begins closes at once", async () => {
  const group = new ChatGroup();
  group.finish();
  const transport = connect(new SmtpSession(new MemoryStore(), { group }));
  await settle();
  expect(transport.takeWritten()).toBe(`${GOODBYE}\r\n`);
  expect(transport.lost).toBe(true);
  const early = new SmtpSession(new MemoryStore());
  early.finish();
  const other = connect(early);
  await settle();
  expect(other.takeWritten() + String(other.lost)).toBe("true");
});

test("SmtpSession that closes before its greeting makes no room for one connection more", async () => {
  const connections = new ConnectionLimits({ maxConnections: 1, maxPerClient: 9 });
  const group = new ChatGroup();
  group.finish();
  const early = connect(new SmtpSession(new MemoryStore(), { connections, group }));
  await settle();
  expect(early.lost).toBe(true);
  const late = [1, 2].map(() => connect(new SmtpSession(new MemoryStore(), { connections })));
  expect(late.map((transport) => transport.takeWritten().slice(0, 3))).toEqual(["220", "421"]);
  for (const transport of late) transport.lose();
});
