import { expect, test } from "vitest";
import { ConnectionLimits } from "../src/mod.ts";
import {
  codes,
  codesIn,
  ENVELOPE,
  nextReply,
  startMail,
  withoutTrace,
} from "./smtp/mail-server.ts";
import { MemoryStore } from "./smtp/memory-store.ts";

const [EHLO, MAIL, RCPT] = ENVELOPE;

/** The codes of the replies to one message whose end is answered with `code`. */
const messageEnding = (code: number): readonly number[] => [250, 250, 354, code];

/** A command of so many bytes, CRLF counted. */
const noop = (bytes: number): string => `NOOP ${"x".repeat(bytes - "NOOP \r\n".length)}`;

test("SmtpSession refuses a command of more than 565 bytes with 500, and goes on", async () => {
  await using mail = await startMail();
  await using client = await mail.client();
  await nextReply(client);
  const sent = [EHLO, noop(512), noop(565), noop(566), noop(65_000), MAIL];
  expect(await codes(client, sent)).toEqual([250, 250, 250, 500, 500, 250]);
});

test("SmtpSession refuses a command of more than maxLineBytes before its end, and closes", async () => {
  await using mail = await startMail(undefined, { maxLineBytes: 1000 });
  await using client = await mail.client();
  await client.sendRaw("x".repeat(1001));
  expect(await client.readToEnd()).toMatch(/^220 .*\r\n500 5\.5\.2 .*\r\n$/);
});

test("SmtpSession refuses a message with a line of more than maxLineBytes, and goes on", async () => {
  const store = new MemoryStore();
  await using mail = await startMail(store, { maxLineBytes: 1000 });
  await using client = await mail.client();
  await client.send(EHLO);
  // Two are the CRLF; a dot that is there for the transport is not counted.
  for (const line of ["x".repeat(998), `..${"x".repeat(997)}`, "x".repeat(999), "x".repeat(5000)]) {
    await client.send(MAIL, RCPT, "DATA", "before", line, "after", ".");
  }
  await client.send("QUIT");
  const said = await client.readToEnd();
  expect(codesIn(said)).toEqual([220, 250, ...[250, 250, 500, 500].flatMap(messageEnding), 221]);
  expect(said.match(/500 .*/g)).toEqual([
    "500 5.6.0 A line is too long: at most 1000 bytes",
    "500 5.6.0 A line is too long: at most 1000 bytes",
  ]);
  expect(store.messages.map(({ text }) => withoutTrace(text))).toEqual([
    `before\r\n${"x".repeat(998)}\r\nafter\r\n`,
    `before\r\n.${"x".repeat(997)}\r\nafter\r\n`,
  ]);
});

test("SmtpSession takes a line of 64 KiB in a message: many programs do not fold", async () => {
  const store = new MemoryStore();
  await using mail = await startMail(store);
  await using client = await mail.client();
  const line = "x".repeat(65_534);
  await client.send(...ENVELOPE, "DATA", line, ".", "QUIT");
  await client.readToEnd();
  expect(store.messages.map(({ text }) => withoutTrace(text))).toEqual([`${line}\r\n`]);
});

test("SmtpSession refuses a message that turns out to be too large with 552 when all has come", async () => {
  const store = new MemoryStore();
  await using mail = await startMail(store, { maxMessageBytes: 100_000 });
  await using client = await mail.client();
  const line = `${"x".repeat(98)}\r\n`;
  await client.send(EHLO);
  for (const text of [line.repeat(1000), `${line.repeat(1000)}\r\n`, line.repeat(50_000)]) {
    await client.send(MAIL, RCPT, "DATA");
    await client.sendRaw(`${text}.\r\n`);
  }
  // It says less than it sends.
  await client.send("MAIL FROM:<> SIZE=10", RCPT, "DATA");
  await client.sendRaw(`${line.repeat(1001)}.\r\nQUIT\r\n`);
  const said = await client.readToEnd();
  expect(codesIn(said)).toEqual([220, 250, ...[250, 552, 552, 552].flatMap(messageEnding), 221]);
  expect(said).toContain("552 5.3.4 The message is too large: at most 100000 bytes\r\n");
  expect(store.messages.map(({ text }) => withoutTrace(text).length)).toEqual([100_000]);
  // What is too much is not written, and what was written is discarded at once.
  const refused = ["open", "write 65", "discard"];
  const steps = store.steps.map((step) => step.replace(/(?<=write \d\d).*/, ""));
  expect(steps.splice(0, 4)).toEqual(["open", "write 65", "write 34", "commit"]);
  expect(steps).toEqual([...refused, ...refused, ...refused]);
});

test("SmtpSession says of a message what was wrong with it first, and drops the rest", async () => {
  const store = new MemoryStore();
  await using mail = await startMail(store, { maxMessageBytes: 5000, maxLineBytes: 1000 });
  await using client = await mail.client();
  await client.send(
    ...ENVELOPE,
    "DATA",
    "LF\nalone",
    "NUL\0",
    ...Array<string>(9).fill("x".repeat(999)),
  );
  await client.send(".", MAIL, RCPT, "DATA", "x".repeat(999), "LF\nalone", ".", "QUIT");
  const said = codesIn(await client.readToEnd());
  expect(said).toEqual([220, 250, ...[550, 500].flatMap(messageEnding), 221]);
  expect(store.steps).toEqual(["open", "discard", "open", "discard"]);
});

test("SmtpSession counts the bytes of a message without dots of the transport and trace", async () => {
  const store = new MemoryStore();
  await using mail = await startMail(store, { maxMessageBytes: 9 });
  await using client = await mail.client();
  await client.send("EHLO a", MAIL, RCPT, "DATA", "..", "..234", ".");
  await client.send(MAIL, RCPT, "DATA", "..", "..2345", ".", "QUIT");
  const said = codesIn(await client.readToEnd());
  expect(said).toEqual([220, 250, 250, 250, 354, 250, 250, 250, 354, 552, 221]);
});

test("SmtpSession refuses recipients beyond maxRecipients with 452, and delivers to the others", async () => {
  const store = new MemoryStore();
  await using mail = await startMail(store, { maxRecipients: 2 });
  await using client = await mail.client();
  await nextReply(client);
  await codes(client, [EHLO, MAIL, "RCPT TO:<1@x>", "RCPT TO:<2@x>"]);
  await client.send("RCPT TO:<3@x>");
  expect(await nextReply(client)).toBe("452 4.5.3 Too many recipients: at most 2");
  expect(await codes(client, ["DATA"])).toEqual([354]);
  expect(await codes(client, ["."])).toEqual([250]);
  expect(store.messages).toMatchObject([{ to: ["1@x", "2@x"] }]);
});

test("SmtpSession takes 1000 recipients unless it is told otherwise", async () => {
  const store = new MemoryStore();
  await using mail = await startMail(store);
  await using client = await mail.client();
  const recipients = Array.from({ length: 1001 }, (_, index) => `RCPT TO:<${index}@x>`);
  await client.send(EHLO, MAIL, ...recipients, "DATA", ".", "QUIT");
  const said = codesIn(await client.readToEnd());
  expect(said).toEqual([220, 250, 250, ...Array(1000).fill(250), 452, 354, 250, 221]);
  expect(store.messages[0]?.to).toHaveLength(1000);
});

test("SmtpSession ends a conversation with 421 after maxErrors commands that make no sense", async () => {
  await using mail = await startMail(undefined, { maxErrors: 7 });
  await using client = await mail.client();
  await nextReply(client);
  const senseless = ["XYZZY", "", "EHLO", "TURN", "DATA", "HELP x", "NOOP\0", "MAIL FROM:<> X=1"];
  // What makes sense is not counted, and neither is what is only not taken.
  const sensible = [EHLO, "NOOP", "MAIL FROM:<é@x>", "MAIL FROM:<> SIZE=99999999", "RSET"];
  const heard = [500, 500, 501, 502, 503, 504, 500];
  expect(await codes(client, senseless.slice(0, 7))).toEqual(heard);
  expect(await codes(client, sensible)).toEqual([250, 250, 553, 552, 250]);
  await client.send("MAIL FROM:<> X=1", "NOOP");
  await client.expect("421 4.7.0 localhost closes: too many errors");
  await client.expectEnd();
});

test("SmtpSession bears with 20 commands that make no sense unless it is told otherwise", async () => {
  await using mail = await startMail();
  await using client = await mail.client();
  await client.send(...Array<string>(22).fill("XYZZY"));
  const said = codesIn(await client.readToEnd());
  expect(said).toEqual([220, ...Array(20).fill(500), 421]);
});

test("SmtpSession turns away with 421 a connection too many, in all and of one client", async () => {
  const connections = new ConnectionLimits({ maxConnections: 3, maxPerClient: 2 });
  await using mail = await startMail(undefined, { connections });
  await using first = await mail.client();
  await using second = await mail.client();
  for (const client of [first, second]) await client.expect("220 localhost ESMTP");
  await using third = await mail.client();
  expect(await third.readToEnd()).toBe(
    "421 localhost Too many connections from 127.0.0.1: at most 2 at a time\r\n",
  );
  await third[Symbol.asyncDispose]();
  await using other = await mail.client({ localAddress: "127.0.0.2" });
  await other.expect("220 localhost ESMTP");
  await using another = await mail.client({ localAddress: "127.0.0.3" });
  await another.send("NOOP");
  expect(await another.readToEnd()).toBe(
    "421 localhost Too many connections: at most 3 at a time\r\n",
  );
  expect(await codes(first, ["QUIT"])).toEqual([221]);
  await first.expectEnd();
  await another[Symbol.asyncDispose]();
  await using late = await mail.client();
  await late.expect("220 localhost ESMTP");
});
