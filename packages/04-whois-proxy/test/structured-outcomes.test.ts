/** `--json` on port 43: the structured answer for every way that a query can end. */

import { fakeRdap, fakeWhois, VirtualClock } from "test-harness";
import { expect, test } from "vitest";
import { type Outcome, outcomes } from "../src/model/outcome.ts";
import { faultsOf } from "./support/answer-schema.ts";
import { domain, startProxy } from "./support/start-proxy.ts";

/** Asks by a socket, and reads the JSON after it was checked. */
async function askJson(proxy: { ask(line: string): Promise<string> }, line: string) {
  return read(await proxy.ask(`--json ${line}`));
}

function read(text: string) {
  const answer = JSON.parse(text);
  expect(faultsOf(answer)).toEqual([]);
  return answer;
}

const zone = (whois: string, rdap = "[]"): string =>
  `[zones.nu]\nwhois = "${whois}"\nrdap = ${rdap}\n`;

test("--json is pretty JSON with CRLF line ends, and no comment lines", async () => {
  await using proxy = await startProxy();
  const text = await proxy.ask("--json 10.0.0.1");
  expect(text).toMatch(/^\{\r\n {2}"query": "10\.0\.0\.1",\r\n {2}"subject": \{\r\n {4}"kind"/);
  expect(text.endsWith("\r\n}\r\n")).toBe(true);
  expect(text.replaceAll("\r\n", "")).not.toMatch(/\p{Cc}/u);
});

test("--json tells everything about a domain, and where it is from", async () => {
  await using rdap = await fakeRdap({
    "/domain/example.nu": domain("EXAMPLE.NU", {
      handle: "1-NU",
      events: [{ eventAction: "registration", eventDate: "2001-02-03T04:05:06+01:00" }],
      nameservers: [{ objectClassName: "nameserver", ldhName: "NS1.EXAMPLE.NU" }],
    }),
  });
  await using proxy = await startProxy(zone("none", `["${rdap.url}"]`));
  const { text, sources, ...answer } = await askJson(proxy, "WWW.Example.NU");
  expect(answer).toEqual({
    query: "WWW.Example.NU",
    subject: { kind: "domain", name: "example.nu" },
    outcome: "found",
    domain: {
      name: "example.nu",
      handle: "1-NU",
      created: "2001-02-03T03:05:06Z",
      statuses: ["clientTransferProhibited"],
      nameservers: [{ name: "ns1.example.nu" }],
    },
    age: 0,
    freshFor: 3600,
    stale: false,
  });
  const server = `${rdap.url}domain/example.nu`;
  const took: unknown = expect.any(Number);
  expect(sources).toEqual([{ protocol: "rdap", server, outcome: "found", took }]);
  expect(text).toMatch(/^Domain Name: example\.nu\r\n/i);
});

test("--json reads WHOIS text into the same members", async () => {
  await using whois = await fakeWhois({
    "example.nu": "domain: example.nu\r\ncreated: 2001-02-03\r\nnserver: ns1.example.nu\r\n",
  });
  await using proxy = await startProxy(zone(whois.hostPort));
  const answer = await askJson(proxy, "example.nu");
  expect(answer.domain).toMatchObject({
    name: "example.nu",
    created: "2001-02-03T00:00:00Z",
    nameservers: [{ name: "ns1.example.nu" }],
  });
  expect(answer.sources).toMatchObject([{ protocol: "whois", server: whois.hostPort }]);
});

test.for([
  ["10.0.0.1", { network: { start: "10.0.0.0", end: "10.255.255.255", name: "Private-Use" } }],
  ["::1", { network: { start: "::1", end: "::1", cidrs: ["::1/128"] } }],
  ["AS64512", { autnum: { start: 64512, end: 65534 } }],
  ["foo.test", { domain: { name: "foo.test" } }],
  ["nameserver ns1.foo.test", { nameserver: { name: "ns1.foo.test" } }],
] as const)(
  "--json of %s has what the tables know, from a local source",
  async ([line, members]) => {
    await using proxy = await startProxy();
    const answer = await askJson(proxy, line);
    expect(answer).toMatchObject({ ...members, outcome: "found", age: 0, stale: false });
    const server: unknown = expect.stringMatching(/^IANA .* of \d{4}-\d\d/);
    expect(answer.sources).toEqual([{ protocol: "local", server, outcome: "found" }]);
  },
);

/** How to bring about an outcome: what WHOIS replies, or what makes that nobody is asked. */
interface Way {
  readonly outcome: Outcome;
  readonly reply?: string;
  readonly toml?: string;
  readonly line?: string;
}

const WAYS: readonly Way[] = [
  { outcome: "found", reply: "Domain Name: example.nu\r\n" },
  { outcome: "not-found", reply: "No match for example.nu\r\n" },
  { outcome: "rate-limited", reply: "Too many requests\r\n" },
  { outcome: "refused", toml: '[clients]\ndeny = ["127.0.0.0/8"]' },
  { outcome: "timeout", toml: '[upstream]\ndeadline = "1ms"\ntimeout = "1ms"' },
  { outcome: "unreachable", toml: '[zones.nu]\nwhois = "127.0.0.1:1"\nrdap = []' },
  { outcome: "bad-reply", reply: "" },
  { outcome: "no-server", toml: '[zones.nu]\nwhois = "none"\nrdap = []' },
  { outcome: "bad-query", line: "a_b \u0001\u009b" },
];

test.for(WAYS)("--json tells of the outcome $outcome", async (way) => {
  const { outcome, reply, toml = "", line = "Example.NU" } = way;
  const clock = new VirtualClock();
  await using whois = await fakeWhois(() => reply ?? "hang");
  const registry = toml.includes("[zones.nu]") ? "" : zone(whois.hostPort);
  await using proxy = await startProxy(registry + toml, clock);
  const asking = proxy.answer(`--json ${line}`);
  if (outcome === "timeout") {
    await whois.waitForAsked();
    await clock.advance(1000);
  }
  const { text } = await asking;
  const answer = read(text);
  expect(answer.outcome).toBe(outcome);
  expect(answer.text).toMatch(/\S\r\n$/);
  expect(text.replaceAll("\r\n", "")).not.toMatch(/\p{Cc}/u);
  expect("age" in answer).toBe(["found", "not-found"].includes(outcome));
});

test("the structured answer to a client that is turned away tells of it, and every outcome has a way", async () => {
  await using proxy = await startProxy();
  const { text } = proxy.decline("overloaded", "Too many", { peer: "127.0.0.1", form: "lookup" });
  expect(read(text)).toMatchObject({ outcome: "overloaded", text: "Too many\r\n" });
  const told = WAYS.map(({ outcome }) => outcome);
  expect([...told, "overloaded"].toSorted()).toEqual(Object.keys(outcomes).toSorted());
});

test.for([
  ["", undefined],
  ["--via=carrier-pigeon Example.NU", "Example.NU"],
  ["-V x Example.NU", "x Example.NU"],
])("--json of the bad query %j says so in JSON", async ([line = "", query]) => {
  await using proxy = await startProxy();
  const answer = await askJson(proxy, line);
  expect(answer).toMatchObject({ outcome: "bad-query" });
  expect([answer.query, "subject" in answer, "sources" in answer]).toEqual([query, false, false]);
});

test("--json counts as asked for wherever it stands among the options", async () => {
  await using proxy = await startProxy();
  expect(read(await proxy.ask("--via=x --json example.nu")).outcome).toBe("bad-query");
});

test("--json of help is the help, from a local source", async () => {
  await using proxy = await startProxy();
  const answer = await askJson(proxy, "help");
  expect(answer.sources).toEqual([{ protocol: "local", server: "help", outcome: "found" }]);
  expect(answer.text).toContain("--json ");
});

test("--json names the hop that failed and why, before the one that answered", async () => {
  await using rdap = await fakeRdap({ "/domain/example.nu": { status: 500 } });
  await using whois = await fakeWhois({ "example.nu": "Domain Name: example.nu\r\n" });
  await using proxy = await startProxy(zone(whois.hostPort, `["${rdap.url}"]`));
  const { sources } = await askJson(proxy, "example.nu");
  expect(sources).toMatchObject([
    { protocol: "rdap", outcome: "bad-reply", reason: "HTTP 500" },
    { protocol: "whois", outcome: "found" },
  ]);
});

test("--json of a registrar that has nothing gives its outcome, and no reason where it gave none", async () => {
  await using registrar = await fakeWhois({ "example.nu": "No match\r\n" });
  await using whois = await fakeWhois({
    "example.nu": `Domain Name: example.nu\r\nRegistrar WHOIS Server: whois.registrar.example\r\n`,
  });
  const dial = `[upstream]\nconnect_to = { "whois.registrar.example:43" = "${registrar.hostPort}" }\n`;
  await using proxy = await startProxy(`${zone(whois.hostPort)}${dial}`);
  const { sources } = await askJson(proxy, "example.nu");
  const [took, server]: unknown[] = [expect.any(Number), "whois.registrar.example"];
  expect(sources[1]).toEqual({ protocol: "whois", server, outcome: "not-found", took });
  expect(await proxy.ask("example.nu")).toContain(
    "% source: whois whois.registrar.example (not-found)\r\n",
  );
});

test("--json of a rate limit says when to come back, in seconds", async () => {
  await using rdap = await fakeRdap({
    "/domain/example.nu": { status: 429, headers: { "retry-after": "30" } },
  });
  await using proxy = await startProxy(zone("none", `["${rdap.url}"]`));
  expect(await askJson(proxy, "example.nu")).toMatchObject({ retryAfter: 30 });
});

test("--json and text are forms of one answer of the cache, with its age", async () => {
  const clock = new VirtualClock();
  await using whois = await fakeWhois({ "example.nu": "Domain Name: example.nu\r\n" });
  await using proxy = await startProxy(zone(whois.hostPort), clock);
  const first = await proxy.answer("example.nu");
  await clock.advance(90_600);
  const answer = read((await proxy.answer("--json example.nu")).text);
  expect(answer).toMatchObject({ age: 90, freshFor: 3510, stale: false });
  expect(first.text.endsWith(answer.text)).toBe(true);
  expect(whois.asked).toHaveLength(1);
});

test("--json of a stale answer says that it is, and why", async () => {
  const clock = new VirtualClock();
  const replies = ["Domain Name: example.nu\r\n", "Too many requests\r\n"];
  await using whois = await fakeWhois(() => replies.shift() ?? "reset");
  await using proxy = await startProxy(`${zone(whois.hostPort)}[cache]\nfound = "1m"`, clock);
  await proxy.answer("--json example.nu");
  await clock.advance(120_000);
  const answer = read((await proxy.answer("--json example.nu")).text);
  expect(answer).toMatchObject({ outcome: "found", age: 120, freshFor: 0, stale: true });
  expect(answer).toMatchObject({ failure: "rate-limited", domain: { name: "example.nu" } });
});

test("the cache counts the facts that JSON is made of", async () => {
  const remarks = Array.from({ length: 100 }, (_, index) => ({ description: [`remark ${index}`] }));
  await using rdap = await fakeRdap({ "/domain/example.nu": domain("example.nu", { remarks }) });
  await using proxy = await startProxy(zone("none", `["${rdap.url}"]`));
  const { domain: facts, text } = JSON.parse((await proxy.answer("--json example.nu")).text);
  const raw = (await proxy.answer("--raw example.nu")).text;
  const bytes = text.length + raw.length + JSON.stringify(facts).length;
  expect(proxy.cached()).toBeGreaterThan(bytes);
});
