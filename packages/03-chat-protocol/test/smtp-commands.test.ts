import { expect, test } from "vitest";
import { codes, codesIn, ENVELOPE, nextReply, startMail } from "./smtp/mail-server.ts";
import { MemoryStore } from "./smtp/memory-store.ts";

const [EHLO, MAIL, RCPT] = ENVELOPE;

/** What has been said before. */
const states: Readonly<Record<string, readonly string[]>> = {
  connected: [],
  greeted: [EHLO],
  "greeted with HELO": ["HELO client.example"],
  "a message is begun": [EHLO, MAIL],
  "its recipient was refused": [EHLO, MAIL, "RCPT TO:<>"],
  "it has a recipient": [EHLO, MAIL, RCPT],
};

/** The code of the reply: the same in every state, or one for each in the order above. */
const replies: Readonly<Record<string, number | readonly number[]>> = {
  [EHLO]: 250,
  "HELO client.example": 250,
  [MAIL]: [503, 250, 250, 503, 503, 503],
  [RCPT]: [503, 503, 503, 250, 250, 250],
  DATA: [503, 503, 503, 503, 554, 354],
  RSET: 250,
  NOOP: 250,
  "NOOP whatever this is": 250,
  "VRFY postmaster": 252,
  HELP: 214,
  "help mail": 214,
  "HELP XYZZY": 504,
  QUIT: 221,
  EHLO: 501,
  "HELO two words": 501,
  "MAIL FROM": [503, 501, 501, 503, 503, 503],
  "RCPT TO": [503, 503, 503, 501, 501, 501],
  "DATA now": [503, 503, 503, 503, 554, 501],
  "RSET now": 501,
  "QUIT now": 501,
  VRFY: 501,
  "EXPN list": 502,
  TURN: 502,
  STARTTLS: 502,
  "BDAT 3 LAST": 502,
  XYZZY: 500,
  " NOOP": 500,
  "": 500,
  "Subject: hello": 500,
};

const cells = Object.entries(replies).flatMap(([command, expected]) =>
  Object.entries(states).map(([state, before], index) => {
    const code = typeof expected === "number" ? expected : (expected[index] ?? NaN);
    return { state, before, command, code };
  }),
);

test.for(cells)(
  "SmtpSession, $state, answers $command with $code",
  async ({ before, command, code }) => {
    await using mail = await startMail();
    await using client = await mail.client();
    await nextReply(client);
    await codes(client, before);
    expect(await codes(client, [command])).toEqual([code]);
  },
);

test.for([EHLO, "HELO client.example", "RSET"])(
  "SmtpSession forgets the message that was begun at %s",
  async (command) => {
    await using mail = await startMail();
    await using client = await mail.client();
    await nextReply(client);
    const sent = [...ENVELOPE, command, RCPT, "DATA", MAIL, "DATA"];
    expect(await codes(client, sent)).toEqual([250, 250, 250, 250, 503, 503, 250, 503]);
  },
);

test.for(["NOOP", "VRFY a", "HELP", MAIL, "EHLO", "XYZZY", "RCPT TO:<>"])(
  "SmtpSession keeps the message that was begun at %s",
  async (command) => {
    await using mail = await startMail();
    await using client = await mail.client();
    await nextReply(client);
    await codes(client, [...ENVELOPE, command]);
    expect(await codes(client, ["DATA"])).toEqual([354]);
  },
);

test("SmtpSession takes one message after the other, each with its own recipients", async () => {
  const store = new MemoryStore();
  await using mail = await startMail(store);
  await using client = await mail.client();
  await nextReply(client);
  await codes(client, [EHLO]);
  for (const name of ["one", "two"]) {
    const sent = [`MAIL FROM:<${name}@example.com>`, RCPT, `RCPT TO:<${name}@x.example>`, "DATA"];
    expect(await codes(client, sent)).toEqual([250, 250, 250, 354]);
    await client.send("text");
    expect(await codes(client, [".", RCPT])).toEqual([250, 503]);
  }
  expect(store.messages).toMatchObject([
    { from: "one@example.com", to: ["b@example.net", "one@x.example"] },
    { from: "two@example.com", to: ["b@example.net", "two@x.example"] },
  ]);
});

test("SmtpSession closes the connection after QUIT, and does nothing that comes behind it", async () => {
  const store = new MemoryStore();
  await using mail = await startMail(store);
  await using client = await mail.client();
  await client.send("QUIT", ...ENVELOPE, "DATA", ".");
  expect(codesIn(await client.readToEnd())).toEqual([220, 221]);
  expect(store.steps).toEqual([]);
});

test("SmtpSession offers its extensions to EHLO, and none to HELO", async () => {
  await using mail = await startMail(undefined, { hostname: "mx.example", maxMessageBytes: 1000 });
  await using client = await mail.client();
  expect(await nextReply(client)).toBe("220 mx.example ESMTP");
  await client.send(EHLO);
  await client.expect(
    "250-mx.example greets client.example",
    "250-PIPELINING",
    "250-SIZE 1000",
    "250-8BITMIME",
    "250-ENHANCEDSTATUSCODES",
    "250-SMTPUTF8",
    "250 HELP",
  );
  await client.send("helo [IPv6:2001:db8::1]");
  await client.expect("250 mx.example greets [IPv6:2001:db8::1]");
});

test("SmtpSession lists with HELP every command, and how each is used", async () => {
  await using mail = await startMail();
  await using client = await mail.client();
  await nextReply(client);
  await client.send("HELP");
  const listed = (await nextReply(client))
    .split("\n")
    .map((line) => line.slice("214-2.0.0 ".length));
  const verbs = ["EHLO", "HELO", "MAIL", "RCPT", "DATA", "RSET", "NOOP", "VRFY", "HELP", "QUIT"];
  expect(listed.map((usage) => usage.split(" ")[0])).toEqual(verbs);
  for (const [index, verb] of verbs.entries()) {
    await client.send(`HELP ${verb}`);
    expect(await nextReply(client)).toBe(`214 2.0.0 ${listed[index]}`);
  }
});

test("SmtpSession says with an enhanced code what each reply means, but not to EHLO and HELO", async () => {
  await using mail = await startMail();
  await using client = await mail.client();
  const plain = [await nextReply(client)];
  for (const command of [EHLO, "EHLO", "HELO", "HELO client.example"]) {
    await client.send(command);
    plain.push(await nextReply(client));
  }
  for (const said of plain) expect(said).not.toMatch(/^\d{3}[ -]\d\.\d/m);
  const commands = Object.keys(replies).filter((command) => !/^(?:EHLO|HELO|QUIT$)/.test(command));
  for (const command of [MAIL, RCPT, "MAIL FROM:<a>", ...commands]) {
    await using other = await mail.client();
    await nextReply(other);
    await other.send(command);
    // The class of the enhanced code is the first digit of the code (RFC 2034, 4).
    expect(await nextReply(other)).toMatch(/^(?:([245])\d\d[ -]\1\.\d\.\d\d? \S.*\n?)+$/);
  }
});

test.for(["GET / HTTP/1.1", "POST / HTTP/1.0", "CONNECT client.example:25 HTTP/1.1"])(
  "SmtpSession ends a conversation that begins with %s: its body could be commands",
  async (request) => {
    const store = new MemoryStore();
    await using mail = await startMail(store);
    await using client = await mail.client();
    await client.send(request, "Host: localhost", "", ...ENVELOPE, "DATA", "text", ".", "QUIT");
    expect(await client.readToEnd()).toBe(
      "220 localhost ESMTP\r\n421 4.7.0 localhost closes: this is no web server\r\n",
    );
    expect(store.steps).toEqual([]);
  },
);
