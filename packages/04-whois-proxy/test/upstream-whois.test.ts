import { createServer, type Protocol, type Transport } from "02-echo-server";
import { fakeWhois, type WhoisReply } from "test-harness";
import { expect, test } from "vitest";
import { NEVER, testAsker, type TestAskerOptions, whois } from "./support/asker.ts";

const FOUND =
  "Domain Name: EXAMPLE.COM\r\nRegistrar: Example\r\nCreation Date: 1995\r\nDNSSEC: unsigned\r\n";

/** One reply of one server: what `ask` makes of it. */
async function replyTo(fake: WhoisReply, options: TestAskerOptions = {}, port = 43) {
  await using upstream = await fakeWhois({}, { fallback: fake });
  const connectTo = { [`whois.example:${port}`]: upstream.hostPort };
  await using asker = testAsker({ connectTo, ...options });
  const reply = await asker.ask(whois("whois.example", { port }), NEVER);
  await upstream.waitForIdle();
  return reply;
}

test("askWhois sends the line with CRLF and reads to the end", async () => {
  await using upstream = await fakeWhois({ "domain example.com": FOUND });
  await using asker = testAsker();
  const source = whois("127.0.0.1", { port: upstream.address.port, query: "domain example.com" });
  expect(await asker.ask(source, NEVER)).toEqual({
    source,
    outcome: "found",
    text: FOUND,
    took: 0,
  });
  expect(upstream.asked).toEqual(["domain example.com"]);
  await upstream.waitForIdle();
});

test("askWhois ends the line with CRLF on the wire", async () => {
  const received: string[] = [];
  class Registry implements Protocol {
    #transport: Transport | undefined;
    connectionMade(transport: Transport) {
      this.#transport = transport;
    }
    dataReceived(data: Uint8Array) {
      received.push(Buffer.from(data).toString());
      this.#transport?.write(FOUND);
      this.#transport?.close();
    }
  }
  await using server = await createServer(() => new Registry(), { port: 0 });
  await using asker = testAsker();
  const port = server.addresses[0]?.port ?? 0;
  expect(await asker.ask(whois("127.0.0.1", { port }), NEVER)).toMatchObject({ text: FOUND });
  expect(received.join("")).toBe("example.com\r\n");
});

test("askWhois sends one line, whatever is in the query", async () => {
  await using upstream = await fakeWhois({}, { fallback: FOUND });
  await using asker = testAsker({ connectTo: { "whois.example:43": upstream.hostPort } });
  const query = "-x example.com\r\nevil.example\0\u0085";
  await asker.ask(whois("whois.example", { query }), NEVER);
  expect(upstream.asked).toEqual(["-x example.comevil.example"]);
});

test("askWhois puts a reply together that comes byte by byte", async () => {
  const text = "domain: exämple.no\r\n";
  expect(await replyTo({ drip: text })).toMatchObject({ outcome: "found", text });
});

test("askWhois decodes by the source's charset, or by the server's habit", async () => {
  const latin1 = Buffer.from("owner: Jos\u00e9\n", "latin1");
  await using upstream = await fakeWhois({}, { fallback: latin1 });
  const connectTo = { "whois.kg:43": upstream.hostPort };
  await using asker = testAsker({ connectTo });
  const habit = await asker.ask(whois("whois.kg"), NEVER);
  expect(habit.text).toBe("owner: Josй\n");
  const given = await asker.ask(whois("whois.kg", { charset: "iso-8859-1" }), NEVER);
  expect(given.text).toBe("owner: José\n");
});

test("askWhois says what the reply means, and whom it refers to", async () => {
  expect(await replyTo('No match for "EXAMPLE.COM".\r\n')).toMatchObject({ outcome: "not-found" });
  expect(await replyTo("Query limit exceeded, try again in 2 minutes\r\n")).toMatchObject({
    outcome: "rate-limited",
    reason: "Query limit exceeded, try again in 2 minutes",
    retryAfter: 120_000,
  });
  expect(await replyTo(`${FOUND}Registrar WHOIS Server: whois.reg.example\r\n`)).toMatchObject({
    outcome: "found",
    referral: { protocol: "whois", host: "whois.reg.example", port: 43 },
  });
});

test("askWhois tries every address of the server in turn", async () => {
  await using upstream = await fakeWhois({ "example.com": FOUND });
  // Nobody listens on this port of the first two.
  await using asker = testAsker({ lookup: async () => ["::1", "127.0.0.2", "127.0.0.1"] });
  const reply = await asker.ask(whois("many.example", { port: upstream.address.port }), NEVER);
  expect(reply).toMatchObject({ outcome: "found", text: FOUND });
});

test("askWhois calls a refused connection unreachable", async () => {
  await using upstream = await fakeWhois("refuse");
  await using asker = testAsker();
  const { port } = upstream.address;
  expect(await asker.ask(whois("127.0.0.1", { port }), NEVER)).toMatchObject({
    outcome: "unreachable",
    reason: "connection refused",
    text: "",
  });
});

test("askWhois calls a name that does not resolve unreachable", async () => {
  const error = Object.assign(new Error("getaddrinfo"), { code: "ENOTFOUND" });
  await using asker = testAsker({ lookup: () => Promise.reject(error) });
  expect(await asker.ask(whois("gone.example"), NEVER)).toMatchObject({
    outcome: "unreachable",
    reason: "no such host",
  });
});

test("askWhois never dials what the guard refuses, though somebody listens there", async () => {
  await using upstream = await fakeWhois({}, { fallback: FOUND });
  // The ports of strangers are few, so the address is the only thing that is wrong here.
  await using asker = testAsker({ lookup: async () => ["127.0.0.1"] });
  const { port } = upstream.address;
  for (const host of ["127.0.0.1", "evil.example", "::ffff:127.0.0.1"]) {
    const at43 = await asker.ask(whois(host, { trusted: false }), NEVER);
    expect(at43).toMatchObject({
      outcome: "unreachable",
      reason: expect.stringContaining("127.0.0.1 is loopback"),
    });
    const elsewhere = await asker.ask(whois(host, { port, trusted: false }), NEVER);
    expect(elsewhere).toMatchObject({
      outcome: "unreachable",
      reason: expect.stringMatching(/^port/),
    });
  }
  expect(upstream.accepted).toBe(0);
});

test("askWhois calls an empty reply and a reset bad replies", async () => {
  expect(await replyTo("")).toMatchObject({ outcome: "bad-reply", reason: "empty reply" });
  expect(await replyTo("reset")).toMatchObject({
    outcome: "bad-reply",
    reason: "connection reset",
  });
});

test("askWhois keeps what came before a reset, and does not take it for an answer", async () => {
  const cut = await replyTo({ truncateAt: 30, of: FOUND, with: "reset" });
  expect(cut).toMatchObject({
    outcome: "bad-reply",
    reason: "connection reset",
    text: FOUND.slice(0, 30),
  });
  expect(cut).not.toHaveProperty("referral");
});

test("askWhois believes a server that says too much and slams the door", async () => {
  const of = "Too many requests\r\n";
  const slammed = await replyTo({ truncateAt: of.length, of, with: "reset" });
  expect(slammed).toMatchObject({ outcome: "rate-limited", reason: "Too many requests" });
});

test("askWhois takes a reply of exactly max_reply, and not one byte more", async () => {
  const exact = await replyTo(FOUND, { maxReply: FOUND.length });
  expect(exact).toMatchObject({ outcome: "found", text: FOUND });
  const more = await replyTo(FOUND, { maxReply: FOUND.length - 1 });
  expect(more).toMatchObject({
    outcome: "bad-reply",
    reason: `more than ${FOUND.length - 1} bytes`,
    text: "",
    // There is too much of this object; that says nothing against the server.
    fault: "query",
  });
});

test("askWhois leaves a server whose reply never ends", async () => {
  expect(await replyTo({ repeat: "descr: x\r\n" })).toMatchObject({
    outcome: "bad-reply",
    reason: "more than 64 KiB",
  });
});

test.each([
  ["%ok", "found"],
  ["%error 230 No Objects Found", "not-found"],
])(
  "askWhois ends an rwhois reply at %s, though the server keeps the connection",
  async (last, outcome) => {
    const of = `%rwhois V-1.5:0020b0:00 rwhois.example\r\nnetwork:IP-Network:192.0.2.0/24\r\n${last}\r\n`;
    const { text, ...reply } = await replyTo({ truncateAt: of.length, of, with: "hang" }, {}, 4321);
    expect(reply.outcome).toBe(outcome);
    expect(text).toBe(of);
  },
);

test("askWhois bounds an rwhois reply of short lines, too", async () => {
  expect(await replyTo({ repeat: "network:a:b\r\n" }, {}, 4321)).toMatchObject({
    outcome: "bad-reply",
    reason: "more than 64 KiB",
  });
});
