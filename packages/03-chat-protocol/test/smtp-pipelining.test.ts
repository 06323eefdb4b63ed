import * as fc from "fast-check";
import { expect, test } from "vitest";
import { type SmtpOptions, SmtpSession } from "../src/mod.ts";
import { connect, settle } from "./recorder.ts";
import { ENVELOPE, nextReply, startMail } from "./smtp/mail-server.ts";
import { type Before, MemoryStore } from "./smtp/memory-store.ts";

/** Commands in and out of place, and what may stand in messages. */
const line = fc.oneof(
  fc.constantFrom(...ENVELOPE),
  fc.constantFrom("DATA", ".", "..", "text", "a\rtext", "x".repeat(99), "x".repeat(1200)),
  fc.constantFrom("MAIL FROM:<z@x> SIZE=101", "RCPT TO:<>", "RSET", "HELP", "XYZZY", "QUIT"),
);

/** What is no line, or that should be none. */
const scrap = fc.constantFrom("\n", "\r", "\0", ".\n", "NOOP\n");

/** A message as it should be, but for what is in it. */
const whole = fc.array(line).map((text) => [...ENVELOPE, "DATA", ...text, "."].join("\r\n"));

const script = fc.array(
  fc.oneof({ weight: 9, arbitrary: fc.oneof(line, whole).map((text) => `${text}\r\n`) }, scrap),
  { maxLength: 25 },
);

/** Small limits, and nothing that differs from one conversation to the next. */
function settings(): SmtpOptions {
  let count = 0;
  return {
    maxMessageBytes: 100,
    maxLineBytes: 1000,
    newId: () => `${(count += 1)}`,
    date: () => new Date(0),
  };
}

/** All that the server says to these chunks, and what it stores; `pause` comes between two. */
async function conversation(
  chunks: Iterable<string>,
  before?: Before,
  pause?: () => Promise<void>,
): Promise<{ readonly said: string; readonly stored: unknown }> {
  const store = new MemoryStore(before);
  const transport = connect(new SmtpSession(store, settings()));
  for (const chunk of chunks) {
    transport.feed(chunk);
    await pause?.();
  }
  transport.feedEof();
  while (!transport.lost || store.drafts > 0) await settle();
  return { said: transport.takeWritten(), stored: store.messages };
}

/** The text in parts of any sizes, some of them empty. */
function cut(text: string, ends: readonly number[]): string[] {
  const sorted = [...ends, text.length].toSorted((a, b) => a - b);
  return sorted.map((end, index) => text.slice(sorted[index - 1] ?? 0, end));
}

test("SmtpSession says and stores the same however its input is cut and pipelined", async () => {
  let stored = 0;
  const cuts = fc.array(fc.nat({ max: 400 }), { maxLength: 8 });
  const property = fc.asyncProperty(script, cuts, async (lines, ends) => {
    const text = lines.join("");
    const atOnce = await conversation([text]);
    expect(await conversation(text)).toEqual(atOnce);
    expect(await conversation(cut(text, ends))).toEqual(atOnce);
    expect(await conversation(cut(text, ends), settle, settle)).toEqual(atOnce);
    expect(await conversation(lines, undefined, settle)).toEqual(atOnce);
    stored += atOnce.said.split("Stored as").length - 1;
  });
  await fc.assert(property, { numRuns: 200 });
  expect(stored).toBeGreaterThan(20);
});

/** Three messages, one of which is taken, and much that is out of order. */
const CONVERSATION = `
EHLO client.example
MAIL FROM:<a@example.com>
RCPT TO:<b@example.net>
RCPT TO:<c@example.net>
DATA
Subject: one

..
.
NOOP
DATA
XYZZY
MAIL FROM:<a@example.com>
RCPT TO:<b@example.net>
DATA
CR\ralone
.
VRFY a
MAIL FROM:<a@example.com>
RSET
RCPT TO:<b@example.net>
MAIL FROM:<a@example.com>
RCPT TO:<b@example.net>
DATA
${"x".repeat(200)}
.
QUIT`
  .trim()
  .split("\n");

/** What a client hears that sends nothing before it has heard the reply to the last. */
async function saidToWaitingClient(): Promise<string> {
  await using mail = await startMail(new MemoryStore(), settings());
  await using client = await mail.client();
  const said = [await nextReply(client)];
  let isText = false;
  for (const sent of CONVERSATION) {
    await client.send(sent);
    if (!isText || sent === ".") said.push(await nextReply(client));
    isText = said.at(-1)?.startsWith("354") === true;
  }
  await client.expectEnd();
  return said.map((reply) => `${reply.replaceAll("\n", "\r\n")}\r\n`).join("");
}

test("SmtpSession gives the same replies to a client that pipelines and to one that waits", async () => {
  const expected = await saidToWaitingClient();
  const ends = expected.match(/Stored as|CR alone|too large/g);
  expect(ends).toEqual(["Stored as", "CR alone", "too large"]);
  for (const chunk of [1, 2, 7, 100, 10_000]) {
    await using mail = await startMail(new MemoryStore(), settings());
    await using client = await mail.client();
    await client.sendRaw(CONVERSATION.map((sent) => `${sent}\r\n`).join(""), { chunk });
    expect(await client.readToEnd()).toBe(expected);
  }
});

test("SmtpSession answers what is pipelined behind a slow message in order, QUIT too", async () => {
  const store = new MemoryStore(settle);
  await using mail = await startMail(store, settings());
  await using client = await mail.client();
  await client.send(...ENVELOPE, "DATA", "one", ".", ...ENVELOPE.slice(1), "DATA", ".", "QUIT");
  const said = await client.readToEnd();
  expect(said.match(/^(?:354|Stored|221|250 2\.0\.0).*/gm)).toEqual([
    "354 Start mail input; end with <CRLF>.<CRLF>",
    "250 2.0.0 Stored as 1",
    "354 Start mail input; end with <CRLF>.<CRLF>",
    "250 2.0.0 Stored as 2",
    "221 2.0.0 localhost closes: goodbye",
  ]);
  expect(store.messages).toHaveLength(2);
});
