/**
 * SMTP smuggling: a relay passes on a message in which something looks like the end of a message to
 * us and not to the relay; what follows are commands of whoever wrote the message, and we would take
 * them for the relay's. Every sequence that has worked somewhere is tried here, pipelined.
 */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { SmtpSession } from "../src/mod.ts";
import { connect, settle } from "./recorder.ts";
import { codesIn, ENVELOPE, startMail, withoutTrace } from "./smtp/mail-server.ts";
import { MemoryStore } from "./smtp/memory-store.ts";

/** What the attacker wants to be taken for a message of its own. */
const INNER =
  "MAIL FROM:<chief@example.com>\r\nRCPT TO:<victim@example.net>\r\nDATA\r\n" +
  "From: chief@example.com\r\n\r\nPlease pay.\r\n";

const ENDS = [
  "\n.\n",
  "\n.\r\n",
  "\r\n.\n",
  "\r.\r",
  "\r.\r\n",
  "\r.\n",
  "\n.\r",
  "\r\n.\r",
  "\n\n.\n\n",
  "\r\n.\r\r\n",
  "\r\n.\r\0\n",
  "\r\n\r.\r\n",
  "\r\n\n.\r\n",
  "\r\n.\n\r\n",
  "\r\0\n.\r\n",
  "\0\r\n\0.\r\n",
  "\r\n\0.\r\n",
  "\r\n.\0\r\n",
  "\n.\0\n",
  "\x85.\x85",
  "\r\n.\x85",
  "\r\n. \r\n",
  "\r\n.\t\r\n",
  "\r\n\x0b.\r\n",
  "\u2028.\u2028",
  `\r\n${"x".repeat(70_000)}\n.\r\n`,
  `\r\n${"x".repeat(70_000)}\r.\r\n`,
];

const cases = ENDS.flatMap((end) =>
  [1_000_000, 65_536, 1].map((chunk) => ({ end: end.replace(/x{9,}/, "x…"), sent: end, chunk })),
).filter(({ sent, chunk }) => chunk > 1 || sent.length < 100);

test.for(cases)(
  "SmtpSession never sees two messages in one with $end in it, sent in chunks of $chunk",
  async ({ sent, chunk }) => {
    const store = new MemoryStore();
    await using mail = await startMail(store);
    await using client = await mail.client();
    const text = `Subject: hello\r\n\r\nHello.${sent}${INNER}`;
    await client.sendRaw(`${[...ENVELOPE, "DATA", text].join("\r\n")}.\r\nQUIT\r\n`, { chunk });
    const codes = codesIn(await client.readToEnd());
    const isForbidden = /\r(?!\n)|(?<!\r)\n|\0/.test(sent);
    const last = sent.length > 65_536 ? 500 : isForbidden ? 550 : 250;
    expect(codes).toEqual([220, 250, 250, 250, 354, last, 221]);
    const stored = store.messages.map((message) => withoutTrace(message.text));
    // What is no line end to anybody stays in the message, and all of what follows it too.
    const whole = Buffer.from(text.replaceAll("\r\n.", "\r\n")).toString("latin1");
    expect(stored).toEqual(last === 250 ? [whole] : []);
    expect(store.drafts).toBe(0);
  },
);

test.for(ENDS.map((end) => end.replace(/^\r\n/, "")).filter((end) => end.length < 100))(
  "SmtpSession never takes %j right behind DATA for the end",
  async (end) => {
    const store = new MemoryStore();
    await using mail = await startMail(store);
    await using client = await mail.client();
    await client.sendRaw(`${ENVELOPE.join("\r\n")}\r\nDATA\r\n${end}${INNER}.\r\nQUIT\r\n`);
    expect(codesIn(await client.readToEnd()).filter((code) => code === 354)).toHaveLength(1);
  },
);

/** The message that ends at the first CRLF dot CRLF; undefined when it is to be refused. */
function firstMessage(sent: string): string | undefined {
  // The CRLF behind DATA is the one before the first line (RFC 5321, 4.1.1.4).
  const [text = ""] = `\r\n${sent}`.split("\r\n.\r\n");
  if (/\r(?!\n)|(?<!\r)\n|\0/.test(`${text}\r\n`)) return undefined;
  return `${text}\r\n`.replaceAll("\r\n.", "\r\n").slice("\r\n".length);
}

test("SmtpSession ends a message at the first CRLF dot CRLF and nowhere else, whatever is in it", async () => {
  const unit = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom("\r", "\n", "\r\n", ".", "\r\n.", "\0") },
    fc.constantFrom("x", INNER),
  );
  let stored = 0;
  const property = fc.asyncProperty(fc.string({ unit, maxLength: 12 }), async (content) => {
    const store = new MemoryStore();
    const transport = connect(new SmtpSession(store));
    const sent = `${content}\r\n.\r\n`;
    transport.feed(`${ENVELOPE.join("\r\n")}\r\nDATA\r\n${sent}`);
    transport.feedEof();
    while (!transport.lost) await settle();
    const message = firstMessage(sent);
    const [, , , , , code] = codesIn(transport.takeWritten());
    expect(code).toBe(message === undefined ? 550 : 250);
    // The first that is stored; there may be others when there was another CRLF dot CRLF.
    const texts = store.messages.map(({ text }) => withoutTrace(text));
    expect(texts.slice(0, 1)).toEqual(message === undefined ? texts.slice(0, 1) : [message]);
    const most = `\r\n${sent}`.split("\r\n.\r\n").length - 1;
    expect(texts.length).toBeLessThanOrEqual(message === undefined ? most - 1 : most);
    stored += texts.length;
  });
  await fc.assert(property, { numRuns: 1000 });
  expect(stored).toBeGreaterThan(100);
});

test.for([
  "NOOP\nMAIL FROM:<chief@example.com>\r\nRCPT TO:<b@x>\r\nDATA\r\n.\r\n",
  "MAIL FROM:<a\nRSET\r\n",
  "DATA\n.\r\n",
  "EHLO client.example\n",
  "\n",
  `${"x".repeat(600)}\n`,
])("SmtpSession takes no LF alone for the end of a command: %j", async (sent) => {
  const store = new MemoryStore();
  await using mail = await startMail(store);
  await using client = await mail.client();
  await client.sendRaw(
    `${ENVELOPE.join("\r\n")}\r\n${sent}${ENVELOPE.join("\r\n")}\r\nDATA\r\n.\r\n`,
  );
  const said = await client.readToEnd();
  expect(codesIn(said)).toEqual([220, 250, 250, 250, 500]);
  expect(said).toContain("500 5.5.2 The line ended in LF alone: lines end in CRLF (nc -C)\r\n");
  expect(store.steps).toEqual([]);
});

test.for(["NOOP\rRSET\r\n", "MAIL FROM:<a@x>\r\r\n", "RSET\0\r\n", "\rRSET\r\n"])(
  "SmtpSession takes no CR alone for the end of a command: %j",
  async (sent) => {
    const store = new MemoryStore();
    await using mail = await startMail(store);
    await using client = await mail.client();
    await client.sendRaw(`${ENVELOPE.join("\r\n")}\r\n${sent}DATA\r\n.\r\nQUIT\r\n`);
    const said = codesIn(await client.readToEnd());
    expect(said).toEqual([220, 250, 250, 250, 500, 354, 250, 221]);
  },
);

test("SmtpSession refuses a message with a LF alone, and takes the next one", async () => {
  const store = new MemoryStore();
  await using mail = await startMail(store);
  await using client = await mail.client();
  await client.sendRaw(`${ENVELOPE.join("\r\n")}\r\nDATA\r\none\ntwo\r\n.\r\n`);
  await client.send(...ENVELOPE.slice(1), "DATA", "three", ".", "QUIT");
  const said = await client.readToEnd();
  expect(codesIn(said)).toEqual([220, 250, 250, 250, 354, 550, 250, 250, 354, 250, 221]);
  expect(said).toContain("550 5.6.0 The message has LF alone: lines end in CRLF\r\n");
  expect(store.messages.map(({ text }) => withoutTrace(text))).toEqual(["three\r\n"]);
});
