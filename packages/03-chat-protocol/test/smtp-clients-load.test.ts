import { expect, test } from "vitest";
import { filesIn, temporaryFolder } from "./mail/folder.ts";
import { fileOf, LETTER } from "./mail/letter.ts";
import { succeed } from "./mail/run-client.ts";
import { startMail } from "./mail/server.ts";
import { tracedMessages } from "./mail/trace.ts";

const FROM = "a@example.com";

/** The options of smtp-source for this many messages over 20 connections. */
function load(port: number, messages: number): string[] {
  const envelope = ["-f", FROM, "-t", "b@example.net"];
  return ["-s", "20", "-m", String(messages), ...envelope, `127.0.0.1:${port}`];
}

/** The header that smtp-source makes: each message has a name of its own. */
const SOURCE_HEADER =
  /^From: <a@example\.com>\r\nTo: <b@example\.net>\r\nDate: [^\r\n]+\r\nMessage-Id: <([^>\r\n]+)>\r\n\r\n/;

/** What it makes of `-l 4000`: so many bytes, and a CRLF behind them. */
const SOURCE_BODY = Array.from({ length: 50 }, (_, at) => {
  return at < 49 ? `${(at + 1) % 10}`.padEnd(78, "X") : "X".repeat(80);
}).join("\r\n");

test("the SMTP server stores each of 1,000 messages from smtp-source once", async () => {
  const dir = await temporaryFolder();
  await using program = await startMail(dir);
  // It ends with an error at the first reply other than the one that it expects.
  await succeed("smtp-source", ["-l", "4000", ...load(program.port("smtp"), 1000)]);
  expect(await filesIn(dir)).toBe("tmp 0, new 1000, cur 0");
  const messages = await tracedMessages(dir);
  expect(new Set(messages.map(({ content }) => SOURCE_HEADER.exec(content)?.[1])).size).toBe(1000);
  const bodies = new Set(messages.map(({ content }) => content.replace(SOURCE_HEADER, "")));
  expect(bodies).toEqual(new Set([`${SOURCE_BODY}\r\n`]));
  expect(new Set(messages.map(({ returnPath }) => returnPath))).toEqual(new Set([FROM]));
});

test("the SMTP server stores a file that smtp-source sends 200 times, each time whole", async () => {
  const dir = await temporaryFolder();
  await using program = await startMail(dir);
  // It reads lines that end in LF, and sends an empty line behind the last.
  const lines = LETTER.toString("latin1").replaceAll("\r\n", "\n");
  const file = await fileOf(Buffer.from(lines, "latin1"));
  await succeed("smtp-source", ["-F", file, ...load(program.port("smtp"), 200)]);
  const contents = (await tracedMessages(dir)).map(({ content }) => content);
  expect(contents.length).toBe(200);
  expect(new Set(contents)).toEqual(new Set([`${LETTER.toString("latin1")}\r\n`]));
});
