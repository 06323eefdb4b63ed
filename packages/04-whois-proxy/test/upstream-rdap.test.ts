import { fakeRdap, type RdapReply } from "test-harness";
import { expect, test } from "vitest";
import { createServer } from "02-echo-server";
import { NEVER, rdap, testAsker, type TestAskerOptions } from "./support/asker.ts";

const DOMAIN = { objectClassName: "domain", ldhName: "example.com", handle: "1_DOMAIN" };
const PATH = "/domain/example.com";
const URL_OF_DOMAIN = `http://rdap.example${PATH}`;

/** One reply of one server: what `ask` makes of it. */
async function replyTo(fake: RdapReply, options: TestAskerOptions = {}, path = PATH) {
  await using upstream = await fakeRdap({ [path]: fake });
  await using asker = testAsker({
    connectTo: { "rdap.example:80": upstream.hostPort },
    ...options,
  });
  const reply = await asker.ask(rdap(`http://rdap.example${path}`), NEVER);
  await upstream.waitForIdle();
  return reply;
}

test("askRdap asks for RDAP, once, at the URL as it stands", async () => {
  await using upstream = await fakeRdap({ [PATH]: DOMAIN });
  await using asker = testAsker({ connectTo: { "rdap.example:80": upstream.hostPort } });
  const reply = await asker.ask(rdap(URL_OF_DOMAIN), NEVER);
  expect(reply).toMatchObject({ outcome: "found", took: 0, text: JSON.stringify(DOMAIN) });
  expect(reply.record).toMatchObject({ kind: "domain", name: "example.com", handle: "1_DOMAIN" });
  expect(upstream.requests).toMatchObject([
    {
      method: "GET",
      path: PATH,
      headers: {
        host: "rdap.example",
        accept: "application/rdap+json, application/json;q=0.9",
        "accept-encoding": "gzip",
        connection: "close",
      },
    },
  ]);
});

/** A registry's reply that relates to another server. */
const related = (href: string) => ({
  ...DOMAIN,
  links: [{ rel: "related", type: "application/rdap+json", href }],
});

test("askRdap refers to the related RDAP server, and not to itself", async () => {
  const away = "https://rdap.registrar.example/domain/example.com";
  expect(await replyTo(related(away))).toMatchObject({ referral: { protocol: "rdap", url: away } });
  const itself = related("HTTP://RDAP.EXAMPLE/domain/Example.com");
  expect(await replyTo(itself)).not.toHaveProperty("referral");
});

test.each([
  ["an RDAP error", { status: 404, body: { errorCode: 404 } }],
  ["a web page", { status: 404, body: "<html>", contentType: "text/html" }],
  ["nothing", { status: 404 }],
  ["a body that is too long", { status: 404, body: "x".repeat(100_000) }],
  ["damaged gzip", { status: 404, body: "x", headers: { "content-encoding": "gzip" } }],
  ["a body that is cut off", { truncateAt: 3, of: { status: 404, body: "x".repeat(99) } }],
  ["status 200 and an RDAP error 404", { body: { errorCode: 404, title: "not found" } }],
] satisfies [string, RdapReply][])(
  "askRdap takes a 404 with %s for not found",
  async (_what, reply) => {
    const said = await replyTo(reply);
    expect(said.outcome).toBe("not-found");
    expect(said).not.toHaveProperty("reason");
  },
);

test.each([
  [429, { "retry-after": "120" }, 120_000],
  [429, {}, undefined],
  [429, { "retry-after": "86400" }, 86_400_000],
  [429, { "retry-after": "9999999999999999999999" }, 86_400_000],
  [
    429,
    { date: "Sun, 22 Nov 2026 12:00:00 GMT", "retry-after": "Sun, 22 Nov 2099 12:00:00 GMT" },
    86_400_000,
  ],
  [429, { "retry-after": "soon" }, undefined],
  [
    429,
    { date: "Sun, 22 Nov 2026 12:00:00 GMT", "retry-after": "Sun, 22 Nov 2026 12:01:30 GMT" },
    90_000,
  ],
  [
    429,
    { date: "Sun, 22 Nov 2026 12:00:00 GMT", "retry-after": "Sun, 22 Nov 2026 11:00:00 GMT" },
    0,
  ],
])("askRdap takes %i for rate limited, until %o is over", async (status, headers, retryAfter) => {
  const said = await replyTo({ status, headers });
  expect(said).toMatchObject({ outcome: "rate-limited", reason: "HTTP 429" });
  expect(said.retryAfter).toBe(retryAfter);
});

test.each([
  [401, "refused"],
  [403, "refused"],
  [400, "bad-reply"],
  [422, "bad-reply"],
  [204, "bad-reply"],
  [304, "bad-reply"],
  [500, "bad-reply"],
  [501, "bad-reply"],
  [503, "bad-reply"],
])("askRdap takes HTTP %i for %s", async (status, outcome) => {
  expect(await replyTo({ status })).toMatchObject({ outcome, reason: `HTTP ${status}` });
});

test.each([
  [400, "query"],
  [422, "query"],
  [500, undefined],
  [503, undefined],
  [204, undefined],
] as const)("askRdap holds HTTP %i against %s", async (status, fault) => {
  expect((await replyTo({ status })).fault).toBe(fault);
});

test.each([
  "application/rdap+json; charset=utf-8",
  "application/json",
  "text/json",
  "Application/RDAP+JSON",
  "",
])("askRdap takes RDAP that is called %j", async (contentType) => {
  expect(await replyTo({ body: DOMAIN, contentType })).toMatchObject({ outcome: "found" });
});

test.each([
  [{ body: DOMAIN, contentType: "text/html" }, '"text/html" is not RDAP'],
  [{ body: "<html>" }, "malformed JSON"],
  [{ body: "" }, "malformed JSON"],
  [{ body: `${JSON.stringify(DOMAIN)}}` }, "malformed JSON"],
  [{ body: "[]" }, "not an RDAP object"],
  [{ body: "null" }, "not an RDAP object"],
  [{ body: { rdapConformance: ["rdap_level_0"], notices: [] } }, "not an RDAP object"],
  [{ body: { errorCode: 501, title: "Not Implemented" } }, "RDAP error 501"],
  [{ objectClassName: "autnum", startAutnum: 1, endAutnum: 1 }, "a record of another kind: autnum"],
  [{ truncateAt: 20, of: DOMAIN }, "the reply is shorter than it says"],
  [{ truncateAt: 20, of: DOMAIN, with: "reset" }, "the reply is shorter than it says"],
  ["reset", "connection reset"],
] satisfies [RdapReply, string][])("askRdap takes %o for no answer", async (reply, reason) => {
  expect(await replyTo(reply)).toMatchObject({ outcome: "bad-reply", reason });
});

test("askRdap calls a server that refuses connections unreachable", async () => {
  await using upstream = await fakeRdap("refuse");
  await using asker = testAsker();
  expect(await asker.ask(rdap(`${upstream.url}domain/example.com`), NEVER)).toMatchObject({
    outcome: "unreachable",
    reason: "connection refused",
  });
});

test("askRdap takes gzip, and no more of it than max_reply once it is unpacked", async () => {
  expect(await replyTo({ body: DOMAIN, gzip: true })).toMatchObject({
    outcome: "found",
    text: JSON.stringify(DOMAIN),
  });
  const bomb = { ...DOMAIN, remarks: " ".repeat(10_000_000) };
  expect(await replyTo({ body: bomb, gzip: true })).toMatchObject({
    outcome: "bad-reply",
    reason: "more than 64 KiB",
    text: "",
  });
});

test.each([
  [{ body: "no gzip", headers: { "content-encoding": "gzip" } }, "damaged gzip"],
  [{ body: "x", headers: { "content-encoding": "br" } }, "a compression that was not asked for"],
])("askRdap takes %o for no answer", async (reply, reason) => {
  expect(await replyTo(reply)).toMatchObject({ outcome: "bad-reply", reason });
});

test("askRdap takes a body of exactly max_reply, and not one byte more", async () => {
  const { length } = JSON.stringify(DOMAIN);
  expect((await replyTo(DOMAIN, { maxReply: length })).outcome).toBe("found");
  expect(await replyTo(DOMAIN, { maxReply: length - 1 })).toMatchObject({
    outcome: "bad-reply",
    reason: `more than ${length - 1} bytes`,
  });
});

test("askRdap leaves a server whose body never ends", async () => {
  expect(await replyTo({ repeat: " " })).toMatchObject({ reason: "more than 64 KiB" });
});

test("askRdap survives JSON that is nested 100,000 deep", async () => {
  const deep = "[".repeat(100_000) + "]".repeat(100_000);
  const options = { maxReply: 1_000_000 };
  for (const body of [
    deep,
    `{"objectClassName":"domain","ldhName":"example.com","entities":${deep}}`,
  ])
    expect(await replyTo({ body }, options)).toMatchObject({
      outcome: "bad-reply",
      reason: "JSON nested more than 64 deep",
    });
  const brackets = { ...DOMAIN, remarks: [{ description: [`"${"[".repeat(1000)}\\`] }] };
  expect((await replyTo(brackets)).outcome).toBe("found");
});

test("askRdap survives 100,000 name servers", async () => {
  const nameservers = Array.from({ length: 100_000 }, (_, index) => ({
    ldhName: `ns${index}.example`,
  }));
  const said = await replyTo({ ...DOMAIN, nameservers }, { maxReply: 10_000_000 });
  expect(said.outcome).toBe("found");
});

test.each([
  [
    "headers without end",
    `HTTP/1.1 200 OK\r\n${"x-a: b\r\n".repeat(10_000)}`,
    "HTTP headers without end",
  ],
  ["what is not HTTP", "SSH-2.0-OpenSSH_9.2\r\n", "malformed HTTP"],
  ["nothing", "", "the connection was closed before the end of the reply"],
])("askRdap takes %s for no answer", async (_what, bytes, reason) => {
  await using server = await createServer(
    () => ({
      connectionMade(transport) {
        transport.write(bytes);
        transport.close();
      },
    }),
    { port: 0 },
  );
  await using asker = testAsker();
  const url = `http://127.0.0.1:${server.addresses[0]?.port}${PATH}`;
  expect(await asker.ask(rdap(url), NEVER)).toMatchObject({ outcome: "bad-reply", reason });
});

test("askRdap asks nobody at what is no web address", async () => {
  await using asker = testAsker();
  for (const url of [
    "",
    "rdap.example",
    "ftp://rdap.example/",
    "file:///etc/passwd",
    "http://[::1",
  ])
    expect(await asker.ask(rdap(url), NEVER)).toMatchObject({
      outcome: "bad-reply",
      reason: expect.stringMatching(/^not a web address: "/),
    });
});
