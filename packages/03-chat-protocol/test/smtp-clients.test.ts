import { createTransport, type SendMailOptions } from "nodemailer";
import { expect, test, vi } from "vitest";
import { filesIn, temporaryFolder } from "./mail/folder.ts";
import { fileOf, LETTER } from "./mail/letter.ts";
import { runClient, succeed } from "./mail/run-client.ts";
import { startMail } from "./mail/server.ts";
import { type TracedMessage, tracedMessages } from "./mail/trace.ts";

const FROM = "a@example.com";
const TO = ["b@example.net", "c@example.net", "d@example.org"];
const HOST = "127.0.0.1";

/** The trace of a message for several recipients, whose addresses it does not give away. */
const RECEIVED = /^Received: from \S+ \(\[127\.0\.0\.1\]\) by \S+ with ESMTP id \S+; .+ \+0000$/;

/** Python's smtplib with standard input as the message. */
const SMTPLIB = `
import smtplib, sys
port, options, sender, *recipients = sys.argv[1:]
with smtplib.SMTP("127.0.0.1", int(port)) as client:
    refused = client.sendmail(sender, recipients, sys.stdin.buffer.read(), options.split())
    assert not refused, refused
`;

/** Sends a message with the real client; what is refused makes it reject. */
type Send = (port: number, message: Buffer) => Promise<void>;

const clients: Readonly<Record<string, Send>> = {
  async swaks(port, message) {
    // It ends the last line itself.
    const data = ["--data", await fileOf(message.subarray(0, -2))];
    const to = ["--from", FROM, "--to", TO.join(",")];
    await succeed("swaks", ["--server", HOST, "--port", String(port), ...to, ...data]);
  },
  async curl(port, message) {
    const to = ["--mail-from", FROM, ...TO.flatMap((recipient) => ["--mail-rcpt", recipient])];
    const data = ["--upload-file", await fileOf(message)];
    await succeed("curl", ["-sS", `smtp://${HOST}:${port}/client.example`, ...to, ...data]);
  },
  async smtplib(port, message) {
    const args = ["-c", SMTPLIB, String(port), "BODY=8BITMIME", FROM, ...TO];
    await succeed("python3", args, message);
  },
  async nodemailer(port, message) {
    const transport = createTransport({ host: HOST, port, ignoreTLS: true });
    const { accepted } = await transport.sendMail({
      envelope: { from: FROM, to: TO },
      raw: message,
    });
    expect(accepted).toEqual(TO);
  },
};

/** Delivers with `send` to a server of its own, and returns the one message that is then there. */
async function delivered(send: (port: number) => Promise<void>): Promise<TracedMessage> {
  const dir = await temporaryFolder();
  await using program = await startMail(dir);
  await send(program.port("smtp"));
  expect(await filesIn(dir)).toBe("tmp 0, new 1, cur 0");
  const [message] = await tracedMessages(dir);
  if (message === undefined) throw new Error("Expected a message");
  return message;
}

/** What nodemailer makes of it, without sending it. */
async function compose(mail: SendMailOptions): Promise<Buffer> {
  const composer = createTransport({ streamTransport: true, buffer: true, newline: "windows" });
  const { message } = await composer.sendMail(mail);
  if (Buffer.isBuffer(message)) return message;
  throw new TypeError("Expected nodemailer to compose a buffer");
}

function utf8(text: string): string {
  return Buffer.from(text, "latin1").toString("utf8");
}

test.for(Object.entries(clients))(
  "the SMTP server stores what %s sends, byte for byte",
  async ([, send]) => {
    const message = await delivered((port) => send(port, LETTER));
    expect(message.returnPath).toBe(FROM);
    expect(message.received).toMatch(RECEIVED);
    expect(message.content).toBe(LETTER.toString("latin1"));
  },
);

test.for(Object.entries(clients))(
  "the SMTP server stores 3 MB of dots that %s sends, byte for byte",
  async ([, send]) => {
    const lines = Array.from({ length: 40_000 }, (_, at) => ".".repeat(1 + (at % 150)));
    const message = Buffer.from(`Subject: dots\r\n\r\n${lines.join("\r\n")}\r\n`);
    const { content } = await delivered((port) => send(port, message));
    expect(content === message.toString("latin1")).toBe(true);
  },
);

test("the SMTP server stores what nodemailer composes, with attachments and UTF-8", async () => {
  // All that nodemailer would invent is given, so that it composes the same message twice.
  const mail = {
    from: { name: "Jörg", address: "jörg@example.com" },
    to: ["b@example.net", "雪@example.org"],
    subject: "Grüße 👋",
    text: ".\n..\nGrüße\n.",
    html: "<p>Grüße</p>",
    date: new Date(0),
    messageId: "<1@example.com>",
    baseBoundary: "boundary",
    attachments: [
      { filename: "bytes.bin", content: LETTER },
      { filename: "größe.txt", content: ".\r\n.\r\nGröße" },
    ],
  };
  const composed = await compose(mail);
  const message = await delivered(async (port) => {
    const transport = createTransport({ host: HOST, port, ignoreTLS: true });
    const { accepted } = await transport.sendMail(mail);
    expect(accepted).toEqual(mail.to);
  });
  expect(utf8(message.returnPath)).toBe("jörg@example.com");
  expect(message.content).toBe(composed.toString("latin1"));
});

test("the SMTP server takes addresses in UTF-8 from smtplib", async () => {
  const message = await delivered(async (port) => {
    const args = ["-c", SMTPLIB, String(port), "SMTPUTF8 BODY=8BITMIME", "jörg@bücher.example"];
    await succeed("python3", [...args, "雪@example.org"], LETTER);
  });
  expect(utf8(message.returnPath)).toBe("jörg@bücher.example");
  expect(message.content).toBe(LETTER.toString("latin1"));
});

test("a client that is not installed fails its test with the name of its Debian package", async () => {
  vi.stubEnv("PATH", "");
  try {
    await expect(runClient("swaks", [])).rejects.toThrow(
      'Cannot run "swaks": install it (Debian: apt-get install swaks)',
    );
  } finally {
    vi.unstubAllEnvs();
  }
});
