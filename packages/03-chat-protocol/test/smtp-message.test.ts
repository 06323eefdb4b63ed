import * as fc from "fast-check";
import { expect, test } from "vitest";
import {
  codes,
  codesIn,
  ENVELOPE,
  nextReply,
  startMail,
  withoutTrace,
} from "./smtp/mail-server.ts";
import { MemoryStore } from "./smtp/memory-store.ts";

/** How a client sends a message: a dot more before each that leads a line, and a dot to end with. */
function stuffed(text: string): string {
  return `${text.replaceAll(/(?<=^|\r\n)\./g, "..")}.\r\n`;
}

/** Delivers the texts in one connection, and returns what is stored behind the trace. */
async function deliver(texts: readonly string[], chunk: number): Promise<string[]> {
  const store = new MemoryStore();
  await using mail = await startMail(store);
  await using client = await mail.client();
  await client.send(ENVELOPE[0]);
  for (const text of texts) {
    await client.send(...ENVELOPE.slice(1), "DATA");
    await client.sendRaw(Buffer.from(stuffed(text), "latin1"), { chunk });
  }
  await client.send("QUIT");
  const each = [250, 250, 354, 250];
  expect(codesIn(await client.readToEnd())).toEqual([220, 250, ...texts.flatMap(() => each), 221]);
  return store.messages.map((message) => withoutTrace(message.text));
}

test("SmtpSession stores every byte that a line may have, as it came", async () => {
  const all = Array.from({ length: 256 }, (_, code) => String.fromCharCode(code)).join("");
  const text = `${all.replaceAll(/[\0\r\n]/g, "")}\r\n`;
  expect(await deliver([text], 1)).toEqual([text]);
});

test("SmtpSession takes away the dots that the client put before dots, and no others", async () => {
  const line = fc.string({ unit: fc.constantFrom(".", "a", " ", "\xe9"), maxLength: 4 });
  const text = fc
    .array(line, { maxLength: 8 })
    .map((lines) => lines.map((x) => `${x}\r\n`).join(""));
  const property = fc.asyncProperty(
    fc.array(text, { maxLength: 4 }),
    fc.nat(5),
    async (texts, cut) => {
      // A blank that leads the first line has an empty line before it: see smtp-trace.test.ts.
      const stored = texts.map((sent) => sent.replace(/^ /, "\r\n "));
      expect(await deliver(texts, cut + 1)).toEqual(stored);
    },
  );
  await fc.assert(property, { numRuns: 40 });
});

test("SmtpSession takes one dot away also where the client put none before it", async () => {
  const store = new MemoryStore();
  await using mail = await startMail(store);
  await using client = await mail.client();
  await client.send(...ENVELOPE, "DATA", ".leads", "..", "ends.", ". ", ".", "QUIT");
  await client.readToEnd();
  expect(store.messages.map(({ text }) => withoutTrace(text))).toEqual([
    "leads\r\n.\r\nends.\r\n \r\n",
  ]);
});

test("SmtpSession gives the store a long message in pieces of some 64 KiB", async () => {
  const text = `${"0123456789".repeat(7)}\r\n`.repeat(10_000);
  const store = new MemoryStore();
  await using mail = await startMail(store);
  await using client = await mail.client();
  await client.send(...ENVELOPE, "DATA");
  await client.sendRaw(`${text}.\r\nQUIT\r\n`);
  expect(codesIn(await client.readToEnd())).toEqual([220, 250, 250, 250, 354, 250, 221]);
  expect(store.messages.map((message) => withoutTrace(message.text))).toEqual([text]);
  const sizes = store.steps.flatMap((step) => step.match(/\d+/) ?? []).map(Number);
  expect(sizes).toHaveLength(Math.ceil(text.length / 65_536));
  expect(Math.max(...sizes)).toBeLessThan(65_536 + 72);
});

test("SmtpSession writes above the message who it is from, and how it came here", async () => {
  const store = new MemoryStore();
  let count = 0;
  await using mail = await startMail(store, {
    hostname: "mx.example",
    date: () => new Date(Date.UTC(2026, 0, 2, 3, 4, 5)),
    newId: () => `message-${(count += 1)}`,
  });
  await using client = await mail.client();
  const two = [...ENVELOPE, "RCPT TO:<c@example.net>"];
  await client.send(...ENVELOPE, "DATA", "one", ".", ...two.slice(1), "DATA", "two", ".");
  await client.send("HELO [192.0.2.1]", "MAIL FROM:<>", "RCPT TO:<postmaster>", "DATA", ".");
  await client.send(ENVELOPE[0], "MAIL FROM:<Zoë@example.com> SMTPUTF8", ENVELOPE[2], "DATA", ".");
  await client.send("QUIT");
  expect(await client.readToEnd()).toContain("250 2.0.0 Stored as message-2\r\n");
  const date = "Fri, 02 Jan 2026 03:04:05 +0000";
  expect(store.messages.map(({ text }) => text)).toEqual([
    "Return-Path: <a@example.com>\r\n" +
      "Received: from client.example ([127.0.0.1]) by mx.example with ESMTP\r\n" +
      ` id message-1 for <b@example.net>; ${date}\r\n` +
      "one\r\n",
    // With two recipients neither is named: each would learn of the other.
    "Return-Path: <a@example.com>\r\n" +
      "Received: from client.example ([127.0.0.1]) by mx.example with ESMTP\r\n" +
      ` id message-2; ${date}\r\n` +
      "two\r\n",
    "Return-Path: <>\r\n" +
      "Received: from [192.0.2.1] ([127.0.0.1]) by mx.example with SMTP id message-3\r\n" +
      ` for <postmaster>; ${date}\r\n`,
    "Return-Path: <Zo\xc3\xab@example.com>\r\n" +
      "Received: from client.example ([127.0.0.1]) by mx.example with UTF8SMTP\r\n" +
      ` id message-4 for <b@example.net>; ${date}\r\n`,
  ]);
});

test("SmtpSession names each message otherwise, unless it is told how", async () => {
  await using mail = await startMail();
  await using client = await mail.client();
  await nextReply(client);
  await codes(client, [ENVELOPE[0]]);
  const names = new Set<string>();
  for (let count = 0; count < 20; count += 1) {
    await codes(client, [...ENVELOPE.slice(1), "DATA"]);
    await client.send(".");
    names.add(await nextReply(client));
  }
  expect([...names]).toEqual(
    Array.from({ length: 20 }, () => expect.stringMatching(/^250 2\.0\.0 Stored as [0-9a-f]{16}$/)),
  );
});
