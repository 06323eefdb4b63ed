import type { TcpClient } from "test-harness";
import { expect, test } from "vitest";
import { ConnectionLimits, SmtpSession } from "../src/mod.ts";
import { connect, Gate, settle, until } from "./recorder.ts";
import { ENVELOPE, nextReply, startMail } from "./smtp/mail-server.ts";
import { MemoryStore, type Step } from "./smtp/memory-store.ts";

/** More than a piece for the store, but so little more that the server goes on reading. */
const LONG = `${"x".repeat(98)}\r\n`.repeat(700);

/** Where a client may leave: what it has sent by then, and at what the store is at work. */
const moments: readonly {
  readonly when: string;
  readonly lines: readonly string[];
  readonly text?: string;
  readonly at?: Step;
  readonly stored: number;
}[] = [
  { when: "greeted", lines: [], stored: 0 },
  { when: "after EHLO", lines: ENVELOPE.slice(0, 1), stored: 0 },
  { when: "after MAIL", lines: ENVELOPE.slice(0, 2), stored: 0 },
  { when: "after RCPT", lines: ENVELOPE, stored: 0 },
  { when: "in a command", lines: ENVELOPE, text: "DAT", stored: 0 },
  { when: "while the store opens", lines: [...ENVELOPE, "DATA"], at: "open", stored: 0 },
  { when: "in a message", lines: [...ENVELOPE, "DATA"], text: "text\r\n.\r", stored: 0 },
  {
    when: "while a part is written",
    lines: [...ENVELOPE, "DATA"],
    text: LONG,
    at: "write",
    stored: 0,
  },
  {
    when: "while the last part is written",
    lines: [...ENVELOPE, "DATA"],
    text: "text\r\n.\r\n",
    at: "write",
    stored: 0,
  },
  {
    // It is whole and on its way to the disk: the client that has not heard so sends it again.
    when: "while it is committed",
    lines: [...ENVELOPE, "DATA"],
    text: "text\r\n.\r\n",
    at: "commit",
    stored: 1,
  },
  {
    when: "after a refused message was discarded",
    lines: [...ENVELOPE, "DATA"],
    text: "te\nxt\r\n",
    stored: 0,
  },
];

/** A connection that a client closes looks at first as one whose other side is still open. */
const leavings = [
  { how: "resets the connection", isReset: true, leave: (client: TcpClient) => client.reset() },
  {
    how: "closes the connection",
    isReset: false,
    leave: (client: TcpClient) => client[Symbol.asyncDispose](),
  },
  { how: "ends its side", isReset: false, leave: (client: TcpClient) => client.end() },
] as const;

const cases = moments.flatMap((moment) =>
  leavings.map((leaving) => Object.assign({}, moment, leaving)),
);

test.for(cases)(
  "SmtpSession leaves nothing behind of a client that $how $when",
  async ({ lines, text = "", at, stored, isReset, leave }) => {
    const gate = new Gate();
    const store = new MemoryStore((step) => (step === at ? gate.wait() : undefined));
    const connections = new ConnectionLimits({ maxConnections: 1, maxPerClient: 1 });
    const errors: unknown[] = [];
    const onError = (error: unknown): number => errors.push(error);
    await using mail = await startMail(store, { connections, onError });
    const client = await mail.client();
    await client.send(...lines);
    await client.sendRaw(text);
    await nextReply(client);
    for (const line of lines) if (line !== "DATA" || at !== "open") await nextReply(client);
    if (at !== undefined) await until(() => gate.waiting === 1);
    await leave(client);
    // A reset is noticed while the store is at work; an end of input waits for its turn.
    if (isReset) await until(() => mail.server.connections.size === 0);
    while (gate.waiting > 0) await gate.open();
    await until(() => mail.server.connections.size === 0 && store.drafts === 0);
    const isWhole = text.endsWith("\r\n.\r\n");
    expect(store.messages).toHaveLength(isWhole && !isReset ? 1 : stored);
    await client[Symbol.asyncDispose]();
    await using next = await mail.client();
    await next.expect("220 localhost ESMTP");
    expect(errors).toEqual([]);
  },
);

test("SmtpSession answers a client that ends its side behind its last command", async () => {
  const store = new MemoryStore(settle);
  await using mail = await startMail(store);
  await using client = await mail.client();
  await client.send(...ENVELOPE, "DATA", "text", ".", "NOOP");
  await client.end();
  expect(await client.readToEnd()).toMatch(/\r\n250 2\.0\.0 Stored as \w+\r\n250 2\.0\.0 Ok\r\n$/);
});

test("SmtpSession makes a client wait while the store is slow, and holds little of its message", async () => {
  const gate = new Gate();
  const store = new MemoryStore((step) => (step === "write" ? gate.wait() : undefined));
  const transport = connect(new SmtpSession(store));
  transport.feed(`${[...ENVELOPE, "DATA"].join("\r\n")}\r\n`);
  await settle();
  for (let count = 0; count < 5; count += 1) transport.feed(LONG.slice(0, 50_000));
  await settle();
  expect(transport.steering).toEqual(["pause"]);
  expect(store.steps).toEqual(["open", expect.stringMatching(/^write 65\d\d\d$/)]);
  expect(gate.waiting).toBe(1);
  while (gate.waiting > 0) await gate.open();
  transport.feed("\r\n.\r\n");
  await settle();
  while (gate.waiting > 0) await gate.open();
  await settle();
  expect(store.messages).toHaveLength(1);
  transport.lose();
});
