/** The way of a query from end to end, with registries that are fake but speak over real sockets. */

import { fakeRdap, fakeWhois, VirtualClock } from "test-harness";
import { expect, test } from "vitest";
import { bodyOf, domain, headOf, sourcesOf, startProxy } from "./support/start-proxy.ts";

test.for([
  ["10.0.0.1", "RFC 1918", "IANA IPv4 Special-Purpose Address Registry"],
  ["::1", "RFC 4291", "IANA IPv6 Special-Purpose Address Registry"],
  ["foo.test", "RFC 6761", "Special-Use Domain Names"],
  ["AS64512", "RFC 6996", "Special-Purpose AS Numbers"],
])(
  "%s is answered from the tables, with its RFC, asking nobody",
  async ([query = "", rfc, registry]) => {
    await using proxy = await startProxy(
      '[upstream]\nconnect_to = { "whois.iana.org:43" = "127.0.0.1:1" }',
    );
    const text = await proxy.ask(query);
    expect(headOf(text, "outcome")).toBe("found");
    expect(sourcesOf(text)).toEqual([expect.stringMatching(/^local IANA .* of \d{4}-\d{2}/)]);
    expect(headOf(text, "source")).toContain(registry);
    expect(bodyOf(text)).toContain(rfc);
  },
);

test("configuration wins over every table, special use included", async () => {
  await using upstream = await fakeWhois({
    "foo.test": "Domain: foo.test\r\n",
    "10.0.0.1": "inetnum: 10.0.0.0 - 10.255.255.255\r\n",
  });
  await using proxy = await startProxy(
    `[zones.test]\nwhois = "${upstream.hostPort}"\n[networks."10.0.0.0/8"]\nwhois = "${upstream.hostPort}"`,
  );
  for (const query of ["foo.test", "10.0.0.1"])
    expect(headOf(await proxy.ask(query), "source")).toBe(`whois ${upstream.hostPort}`);
});

test("RDAP is asked first, and WHOIS not at all when RDAP answers", async () => {
  await using rdap = await fakeRdap({ "/domain/example.nu": domain("EXAMPLE.NU") });
  await using whois = await fakeWhois({});
  await using proxy = await startProxy(
    `[zones.nu]\nwhois = "${whois.hostPort}"\nrdap = ["${rdap.url}"]`,
  );
  const text = await proxy.ask("www.example.nu");
  expect(sourcesOf(text)).toEqual([`rdap ${rdap.url}domain/example.nu`]);
  expect(bodyOf(text)).toMatch(/^Domain Name: example\.nu\r\n/i);
  expect(bodyOf(text)).toContain(
    "Domain Status: clientTransferProhibited https://icann.org/epp#clientTransferProhibited\r\n",
  );
  expect(whois.asked).toEqual([]);
});

test.for([
  ["a 500", { status: 500, body: "sorry" }, "bad-reply"],
  ["a web page", { body: "<html>", contentType: "text/html" }, "bad-reply"],
  ["a reset", "reset", "bad-reply"],
  ["too many requests", { status: 429, headers: { "retry-after": "30" } }, "rate-limited"],
] as const)("WHOIS answers where RDAP gives %s", async ([, reply, outcome]) => {
  await using rdap = await fakeRdap({ "/domain/example.nu": reply });
  await using whois = await fakeWhois({ "example.nu": "Domain Name: example.nu\r\n" });
  await using proxy = await startProxy(
    `[zones.nu]\nwhois = "${whois.hostPort}"\nrdap = ["${rdap.url}"]`,
  );
  const text = await proxy.ask("example.nu");
  expect(headOf(text, "outcome")).toBe("found");
  const [first, second] = sourcesOf(text);
  expect(first).toMatch(new RegExp(`^rdap http:.*/domain/example\\.nu \\(${outcome}`));
  expect(second).toBe(`whois ${whois.hostPort}`);
});

test.for([
  ["says that its TLD is not supported", "TLD is not supported.\r\n"],
  ["is empty", ""],
  ["is limited", "Too many requests\r\n"],
])("RDAP answers where WHOIS is preferred and %s", async ([, reply = ""]) => {
  await using rdap = await fakeRdap({ "/domain/example.nu": domain("example.nu") });
  await using whois = await fakeWhois({ "example.nu": reply });
  await using proxy = await startProxy(
    `[zones.nu]\nwhois = "${whois.hostPort}"\nrdap = ["${rdap.url}"]\nprefer = "whois"`,
  );
  const text = await proxy.ask("example.nu");
  expect(headOf(text, "outcome")).toBe("found");
  expect(sourcesOf(text)).toHaveLength(2);
});

test("a 404 of a registry's RDAP is not found, kept for [cache] not_found, and WHOIS is not asked", async () => {
  const clock = new VirtualClock();
  await using rdap = await fakeRdap({ "/domain/example.nu": { status: 404 } });
  await using whois = await fakeWhois({});
  await using proxy = await startProxy(
    `[zones.nu]\nwhois = "${whois.hostPort}"\nrdap = ["${rdap.url}"]\n[cache]\nnot_found = "5m"`,
    clock,
  );
  const { outcome, text } = await proxy.answer("example.nu");
  expect(outcome).toBe("not-found");
  expect(headOf(text, "age")).toBe("0 s, fresh for 300 s");
  expect(bodyOf(text)).toBe('No match for "EXAMPLE.NU".\r\n');
  expect(whois.asked).toEqual([]);
});

test("the most telling failure is the outcome when every source fails", async () => {
  await using rdap = await fakeRdap({ "/domain/example.nu": { status: 429 } });
  await using whois = await fakeWhois("refuse");
  await using proxy = await startProxy(
    `[zones.nu]\nwhois = "${whois.hostPort}"\nrdap = ["${rdap.url}"]`,
  );
  const text = await proxy.ask("example.nu");
  expect(headOf(text, "outcome")).toBe("rate-limited");
  expect(headOf(text, "age")).toBeUndefined();
});

test("a zone with neither protocol is no-server", async () => {
  await using proxy = await startProxy('[zones.nu]\nwhois = "none"\nrdap = []');
  const text = await proxy.ask("example.nu");
  expect(headOf(text, "outcome")).toBe("no-server");
  expect(sourcesOf(text)).toEqual([]);
});

test("what is answered from the tables takes no room in the cache", async () => {
  await using proxy = await startProxy('[cache]\nmax_size = "1KiB"');
  expect(headOf(await proxy.ask("10.0.0.1"), "age")).toBe("0 s, fresh for 3600 s");
  expect(proxy.cached()).toBe(0);
});

test("--explain shows the plan and why, asking nothing", async () => {
  await using whois = await fakeWhois({});
  await using proxy = await startProxy(`[zones.nu]\nwhois = "${whois.hostPort}"`);
  const text = await proxy.ask("--explain example.nu");
  expect(bodyOf(text)).toContain(`1. whois ${whois.hostPort}, sending "example.nu" ([zones."nu"])`);
  expect(whois.accepted).toBe(0);
});

test("options that are not ours go to the WHOIS server in charge", async () => {
  await using whois = await fakeWhois({ "-T dn,ace example.nu": "Domain: example.nu\r\n" });
  await using proxy = await startProxy(`[zones.nu]\nwhois = "${whois.hostPort}"\nrdap = []`);
  expect(bodyOf(await proxy.ask("-T dn,ace example.nu"))).toBe("Domain: example.nu\r\n");
});

test("an answer comes at once where nobody need be asked, and with a promise where a server is", async () => {
  await using whois = await fakeWhois({ "example.nu": "Domain: example.nu\r\n" });
  await using proxy = await startProxy(`[zones.nu]\nwhois = "${whois.hostPort}"\nrdap = []`);
  const first = proxy.answer("example.nu");
  expect(first).toBeInstanceOf(Promise);
  await first;
  expect(proxy.answer("example.nu")).toMatchObject({ outcome: "found", origin: "cached" });
  expect(proxy.answer("10.0.0.1")).toMatchObject({ outcome: "found" });
  expect(proxy.answer("")).toMatchObject({ outcome: "bad-query", origin: "local" });
});

test("--fresh goes around the cache", async () => {
  await using whois = await fakeWhois({ "example.nu": "Domain: example.nu\r\n" });
  await using proxy = await startProxy(`[zones.nu]\nwhois = "${whois.hostPort}"\nrdap = []`);
  await proxy.ask("example.nu");
  await proxy.ask("example.nu");
  expect(whois.asked).toHaveLength(1);
  await proxy.ask("--fresh example.nu");
  expect(whois.asked).toHaveLength(2);
});

test("a stale answer serves when upstream fails, and its age line says so", async () => {
  const clock = new VirtualClock();
  let healthy = true;
  await using whois = await fakeWhois(() => (healthy ? "Domain: example.nu\r\n" : "reset"));
  await using proxy = await startProxy(
    `[zones.nu]\nwhois = "${whois.hostPort}"\nrdap = []\n[cache]\nfound = "1m"\nstale = "1h"`,
    clock,
  );
  await proxy.answer("example.nu");
  healthy = false;
  await clock.advance(120_000);
  const { outcome, text } = await proxy.answer("example.nu");
  expect(outcome).toBe("found");
  expect(headOf(text, "age")).toMatch(/^120 s, stale/);
});

test("a stale answer says how the attempt to renew it failed, and so does the log", async () => {
  const clock = new VirtualClock();
  const replies = ["Domain: example.nu\r\n", "Too many requests\r\n"];
  await using whois = await fakeWhois(() => replies.shift() ?? "reset");
  await using proxy = await startProxy(
    `[zones.nu]\nwhois = "${whois.hostPort}"\nrdap = []\n[cache]\nfound = "1m"`,
    clock,
  );
  await proxy.answer("example.nu");
  await clock.advance(120_000);
  expect(headOf((await proxy.answer("example.nu")).text, "age")).toBe("120 s, stale: rate-limited");
  expect(proxy.logged.at(-1)).toMatchObject({ level: "warn", facts: { failure: "rate-limited" } });
});

test.for([
  ["/domain/example.nu", domain("other.nu"), "example.nu", "other.nu"],
  ["/autnum/100", { objectClassName: "autnum", startAutnum: 1, endAutnum: 9 }, "AS100", "1 - 9"],
  [
    "/ip/8.8.8.8",
    { objectClassName: "ip network", startAddress: "9.0.0.0", endAddress: "9.0.0.255" },
    "8.8.8.8",
    "9.0.0.0 - 9.0.0.255",
  ],
] as const)(
  "a registry that answers %s for something else gives a bad reply",
  async ([path, reply, query, other]) => {
    await using rdap = await fakeRdap({ [path]: reply });
    const server = `whois = "none"\nrdap = ["${rdap.url}"]`;
    await using proxy = await startProxy(
      `[zones.nu]\n${server}\n[autnums."100"]\n${server}\n[networks."8.8.8.8/32"]\n${server}`,
    );
    const text = await proxy.ask(query);
    expect(headOf(text, "outcome")).toBe("bad-reply");
    expect(headOf(text, "source")).toContain(`(bad-reply: answers for ${other})`);
  },
);

test("many who go around the cache at once make one query upstream", async () => {
  await using whois = await fakeWhois({ "example.nu": "Domain: example.nu\r\n" });
  await using proxy = await startProxy(`[zones.nu]\nwhois = "${whois.hostPort}"\nrdap = []`);
  await Promise.all(Array.from({ length: 40 }, async () => proxy.answer("--fresh example.nu")));
  expect(whois.asked).toHaveLength(1);
});

test("of two servers that fail alike, the one with words is heard, and the longer wait kept", async () => {
  await using rdap = await fakeRdap({
    "/domain/example.nu": { status: 429, headers: { "retry-after": "7" } },
  });
  await using whois = await fakeWhois({ "example.nu": "Too many requests, says the registry\r\n" });
  await using proxy = await startProxy(
    `[zones.nu]\nwhois = "${whois.hostPort}"\nrdap = ["${rdap.url}"]`,
  );
  const { text, retryAfter } = await proxy.answer("example.nu");
  expect(bodyOf(text)).toBe("Too many requests, says the registry\r\n");
  expect(retryAfter).toBe(7000);
});

test("[answer] banner = false leaves the comment lines out", async () => {
  await using whois = await fakeWhois({ "example.nu": "Domain: example.nu\r\n" });
  await using proxy = await startProxy(
    `[zones.nu]\nwhois = "${whois.hostPort}"\nrdap = []\n[answer]\nbanner = false`,
  );
  expect(await proxy.ask("example.nu")).toBe("Domain: example.nu\r\n");
});

test("a client that may not ask is refused", async () => {
  await using proxy = await startProxy('[clients]\ndeny = ["127.0.0.0/8"]');
  expect(headOf(await proxy.ask("help"), "outcome")).toBe("refused");
});

test("each query is one log line with who, what, how and how long, and no text of the answer", async () => {
  await using proxy = await startProxy();
  await proxy.ask("10.0.0.1");
  await proxy.ask("1.2.3");
  expect(proxy.logged).toMatchObject([
    {
      level: "info",
      message: "query",
      facts: { peer: "127.0.0.1", query: "10.0.0.1", outcome: "found", origin: "fresh" },
    },
    { level: "info", message: "query", facts: { query: "1.2.3", outcome: "bad-query" } },
  ]);
  // Whole milliseconds, and no more digits than anybody reads.
  for (const { facts } of proxy.logged)
    expect("took" in facts && Number.isInteger(facts.took)).toBe(true);
});

test("the log names the client whose query is too long, and the one that asks nothing", async () => {
  const clock = new VirtualClock();
  await using proxy = await startProxy("[clients]\nmax_query_bytes = 8", clock);
  const refusal = "Cannot read the query: it is longer than 8 bytes";
  expect(await proxy.ask("example.com")).toContain(refusal);
  await using silent = await proxy.client();
  await clock.waitForTimer(proxy.config.clients.idle_timeout);
  await clock.advance(proxy.config.clients.idle_timeout);
  expect(await silent.readToEnd()).toContain("No query came in time");
  expect(proxy.logged.map(({ facts }) => facts)).toEqual([
    { peer: "127.0.0.1", outcome: "bad-query", reason: refusal },
    { peer: "127.0.0.1", outcome: "timeout", reason: "No query came in time" },
  ]);
});
