import { fakeRdap, type FakeRdap, type RdapReply } from "test-harness";
import { expect, test } from "vitest";
import { NEVER, rdap, testAsker, type TestAskerOptions } from "./support/asker.ts";

const DOMAIN = { objectClassName: "domain", ldhName: "example.com" };
const FIRST = "http://first.example/domain/example.com";

/** Two registries: `first.example` as configured, and `second.example` as somebody names it. */
async function ask(upstream: FakeRdap, options: TestAskerOptions = {}, source = rdap(FIRST)) {
  const connectTo = {
    "first.example:80": upstream.hostPort,
    "second.example:80": upstream.hostPort,
  };
  await using asker = testAsker({ connectTo, ...options });
  const { outcome, reason, record } = await asker.ask(source, NEVER);
  return { outcome, reason, record };
}

test.each([301, 302, 303, 307, 308])(
  "askRdap follows a redirect with status %i",
  async (status) => {
    await using upstream = await fakeRdap({
      "/domain/example.com": {
        redirect: "http://second.example/registry/domain/example.com",
        status,
      },
      "/registry/domain/example.com": DOMAIN,
    });
    expect(await ask(upstream)).toMatchObject({
      outcome: "found",
      record: { name: "example.com" },
    });
    expect(upstream.requests.map(({ headers }) => headers.host)).toEqual([
      "first.example",
      "second.example",
    ]);
  },
);

test("askRdap follows redirects that are relative", async () => {
  await using upstream = await fakeRdap({
    "/domain/example.com": { redirect: "../v2/domain/example.com" },
    "/v2/domain/example.com": DOMAIN,
  });
  expect(await ask(upstream)).toMatchObject({ outcome: "found" });
});

/** n redirects before the answer. */
const chain =
  (count: number) =>
  (path: string): RdapReply => {
    const step = Number(path.slice(1)) || 0;
    return step < count ? { redirect: `/${step + 1}` } : DOMAIN;
  };

test("askRdap follows five redirects, and not a sixth", async () => {
  await using five = await fakeRdap(chain(5));
  expect(await ask(five)).toMatchObject({ outcome: "found" });
  await using six = await fakeRdap(chain(6));
  expect(await ask(six)).toMatchObject({ outcome: "bad-reply", reason: "more than 5 redirects" });
  expect(six.asked).toHaveLength(6);
});

test.each([
  ["to itself", FIRST],
  ["to itself in capitals", "HTTP://FIRST.EXAMPLE/DOMAIN/EXAMPLE.COM#again"],
])("askRdap leaves a server that redirects %s", async (_what, redirect) => {
  await using upstream = await fakeRdap({ "/domain/example.com": { redirect } });
  expect(await ask(upstream)).toMatchObject({
    outcome: "bad-reply",
    reason: "redirects in a circle",
  });
  expect(upstream.asked).toHaveLength(1);
});

test("askRdap leaves two servers that redirect to each other", async () => {
  await using upstream = await fakeRdap({
    "/domain/example.com": { redirect: "http://second.example/b" },
    "/b": { redirect: FIRST },
  });
  expect(await ask(upstream)).toMatchObject({
    outcome: "bad-reply",
    reason: "redirects in a circle",
  });
  expect(upstream.asked).toHaveLength(2);
});

test.each([
  [{ status: 302 }, "a redirect to nowhere"],
  [{ redirect: "ftp://second.example/" }, 'not a web address: "ftp://second.example/"'],
  [{ redirect: "http://[" }, 'not a web address: "http://["'],
] satisfies [RdapReply, string][])(
  "askRdap takes the redirect %o for no answer",
  async (reply, reason) => {
    await using upstream = await fakeRdap({ "/domain/example.com": reply });
    expect(await ask(upstream)).toMatchObject({ outcome: "bad-reply", reason });
  },
);

test.each([
  ["http://169.254.169.254/latest/meta-data/", "169.254.169.254 is link-local"],
  ["http://127.0.0.1/", "127.0.0.1 is loopback"],
  ["http://2130706433/", "127.0.0.1 is loopback"],
  ["http://0x7f.1/", "127.0.0.1 is loopback"],
  ["http://[::ffff:10.0.0.1]/", "::ffff:a00:1 leads to 10.0.0.1 is private"],
  ["http://[::1]/", "::1 is loopback"],
  ["http://inside.example/", "10.0.0.1 is private"],
  ["http://public.example:6379/", "port 6379 is not for WHOIS or RDAP"],
])("askRdap does not follow a redirect to %s", async (redirect, reason) => {
  await using upstream = await fakeRdap({ "/domain/example.com": { redirect } });
  const names: Record<string, string[]> = {
    "inside.example": ["10.0.0.1"],
    "public.example": ["8.8.8.8"],
  };
  const lookup = async (host: string) => names[host] ?? [];
  expect(await ask(upstream, { lookup })).toMatchObject({ outcome: "unreachable", reason });
  expect(upstream.asked).toHaveLength(1);
});

test("askRdap trusts a redirect within the configured origin, on any address and port", async () => {
  await using upstream = await fakeRdap({ "/a": { redirect: "/b" }, "/b": DOMAIN });
  await using asker = testAsker();
  const { href } = new URL("a", upstream.url);
  expect(await asker.ask(rdap(href), NEVER)).toMatchObject({ outcome: "found" });
});

test("askRdap trusts nothing of an origin that a reply named", async () => {
  await using upstream = await fakeRdap({}, { fallback: DOMAIN });
  const source = rdap(new URL("a", upstream.url).href, { trusted: false });
  expect(await ask(upstream, {}, source)).toMatchObject({
    outcome: "unreachable",
    reason: expect.stringMatching(/^port/),
  });
  const at80 = rdap("http://127.0.0.1/a", { trusted: false });
  expect(await ask(upstream, {}, at80)).toMatchObject({ reason: "127.0.0.1 is loopback" });
  expect(upstream.accepted).toBe(0);
});
