/** What comes out when nobody answers, what the log says of it, and what a fault of our own does. */

import { fakeRdap, fakeWhois, VirtualClock } from "test-harness";
import { expect, onTestFinished, test } from "vitest";
import { parseConfig } from "../src/config/load.ts";
import type { Outcome } from "../src/model/outcome.ts";
import { createService } from "../src/service.ts";
import { loadBuiltInTables } from "../src/tables/built-in.ts";
import type { Tables } from "../src/tables/tables.ts";
import { bodyOf, headOf, sourcesOf, startProxy } from "./support/start-proxy.ts";

type Failed = Extract<
  Outcome,
  "rate-limited" | "refused" | "bad-reply" | "timeout" | "unreachable"
>;

/** From the most to the least telling. */
const failures: readonly Failed[] = [
  "rate-limited",
  "refused",
  "bad-reply",
  "timeout",
  "unreachable",
];

const whoisFaults = {
  "rate-limited": "Too many requests\r\n",
  refused: "Access denied\r\n",
  "bad-reply": "",
  timeout: "hang",
} as const;

const rdapFaults = {
  "rate-limited": { status: 429 },
  refused: { status: 403 },
  "bad-reply": { status: 500 },
  timeout: "hang",
} as const;

/** How a query ends when RDAP, which is asked first, fails in one way and WHOIS in another. */
async function failWith(rdapFails: Failed, whoisFails: Failed) {
  const clock = new VirtualClock();
  await using rdap = await fakeRdap(
    rdapFails === "unreachable" ? "refuse" : { "/domain/example.nu": rdapFaults[rdapFails] },
  );
  await using whois = await fakeWhois(
    whoisFails === "unreachable" ? "refuse" : { "example.nu": whoisFaults[whoisFails] },
  );
  await using proxy = await startProxy(
    `[zones.nu]\nwhois = "${whois.hostPort}"\nrdap = ["${rdap.url}"]
     [upstream]\ntimeout = "8s"\ndeadline = "60s"`,
    clock,
  );
  const answer = proxy.answer("example.nu");
  for (const [upstream, fails] of [
    [rdap, rdapFails],
    [whois, whoisFails],
  ] as const) {
    if (fails !== "timeout") continue;
    await upstream.waitForAsked();
    await clock.advance(8000);
  }
  return await answer;
}

const pairs = failures.flatMap((more, index) =>
  failures.slice(index + 1).map((less) => [more, less] as const),
);

test.for(pairs)("%s is told rather than %s, whoever says it first", async ([more, less]) => {
  for (const [first, second] of [
    [more, less],
    [less, more],
  ] as const) {
    const { outcome, text } = await failWith(first, second);
    expect(outcome).toBe(more);
    expect(sourcesOf(text)).toEqual([
      expect.stringMatching(new RegExp(`^rdap .* \\(${first}\\b`)),
      expect.stringMatching(new RegExp(`^whois .* \\(${second}\\b`)),
    ]);
  }
});

test.for([
  ["rate-limited", "Too many requests from 192.0.2.7.\r\nCome back at noon.\r\n"],
  ["refused", "Access denied: 192.0.2.7 has been banned.\r\n"],
  ["bad-reply", "Invalid query: mind your language.\r\n"],
] as const)("%s is told in the WHOIS server's own words", async ([outcome, words]) => {
  await using rdap = await fakeRdap("refuse");
  await using whois = await fakeWhois({ "example.nu": words });
  await using proxy = await startProxy(
    `[zones.nu]\nwhois = "${whois.hostPort}"\nrdap = ["${rdap.url}"]`,
  );
  const text = await proxy.ask("example.nu");
  expect(headOf(text, "outcome")).toBe(outcome);
  expect(bodyOf(text)).toBe(words);
  expect(await proxy.ask("--raw example.nu")).toBe(words);
});

test("a failure without words is told in ours", async () => {
  const { outcome, text } = await failWith("refused", "unreachable");
  expect(outcome).toBe("refused");
  expect(bodyOf(text)).toMatch(/^\S.*example\.nu\r\n$/);
});

test.for([
  ["found", "Domain Name: example.nu\r\n", "info"],
  ["not-found", "No match for example.nu\r\n", "info"],
  ["rate-limited", "Too many requests\r\n", "warn"],
  ["refused", "Access denied\r\n", "warn"],
  ["bad-reply", "", "warn"],
] as const)("a query that ends %s is logged at its level", async ([outcome, reply, level]) => {
  await using whois = await fakeWhois({ "example.nu": reply });
  await using proxy = await startProxy(`[zones.nu]\nwhois = "${whois.hostPort}"\nrdap = []`);
  await proxy.ask("example.nu");
  expect(proxy.logged).toMatchObject([
    {
      level,
      facts: {
        peer: "127.0.0.1",
        query: "example.nu",
        outcome,
        sources: [expect.stringContaining(`whois ${whois.hostPort}`)],
      },
    },
  ]);
});

test.for([
  ["unreachable", "warn"],
  ["timeout", "warn"],
  ["no-server", "info"],
  ["bad-query", "info"],
  ["refused", "warn"],
] as const)("%s, which no reply brings, is logged at its level", async ([outcome, level]) => {
  const clock = new VirtualClock();
  await using nobody = await fakeWhois("refuse");
  await using silent = await fakeWhois({}, { fallback: "hang" });
  await using proxy = await startProxy(
    `[zones.nu]\nwhois = "${nobody.hostPort}"\nrdap = []\n[zones.se]\nwhois = "none"\nrdap = []
     [zones.ch]\nwhois = "${silent.hostPort}"\nrdap = []\n[upstream]\ntimeout = "8s"
     [clients]\ndeny = ["${outcome === "refused" ? "127.0.0.1" : "192.0.2.1"}"]`,
    clock,
  );
  const lines = {
    unreachable: "example.nu",
    timeout: "example.ch",
    "no-server": "example.se",
    "bad-query": "1.2.3",
    refused: "help",
  };
  const answer = proxy.answer(lines[outcome]);
  if (outcome === "timeout") {
    await silent.waitForAsked();
    await clock.advance(8000);
  }
  await answer;
  expect(proxy.logged).toMatchObject([{ level, facts: { outcome } }]);
  expect(proxy.logged[0]?.facts).toHaveProperty("took", outcome === "timeout" ? 8000 : 0);
});

const LONG = `${"0123456789".repeat(20)}!${"x".repeat(100)}`;

/** The query of the only log line. */
function loggedQuery(logged: readonly { readonly facts: object }[]): string {
  const [line, ...more] = logged;
  expect(more).toEqual([]);
  return line !== undefined && "query" in line.facts ? String(line.facts.query) : "";
}

test("a logged query is cut at 200 characters", async () => {
  await using proxy = await startProxy();
  await proxy.answer(LONG);
  expect(loggedQuery(proxy.logged)).toContain(LONG.slice(0, 200));
  expect(loggedQuery(proxy.logged)).not.toContain("!");
});

test("a logged query of 200 characters is whole", async () => {
  await using proxy = await startProxy();
  await proxy.answer(LONG.slice(0, 200));
  expect(loggedQuery(proxy.logged)).toBe(LONG.slice(0, 200));
});

/** A proxy whose tables have a fault, until the end of the test. */
function proxyWith(tables: () => Tables, toml = "") {
  const logged: { level: string; facts: object }[] = [];
  const at = (level: string) => (facts: object) => void logged.push({ level, facts });
  const log = { info: at("info"), warn: at("warn"), error: at("error") };
  const clock = new VirtualClock();
  const config = parseConfig(toml, "test.toml");
  const service = createService({ config, clock, log, tables });
  onTestFinished(() => service[Symbol.asyncDispose]());
  return { answer: (line: string) => service.proxy.answer(line, { peer: "::1" }), clock, logged };
}

const broken = (): never => {
  throw new Error("The tables are broken");
};

test.for([
  ["the tables themselves", broken],
  ["reading the line", () => ({ ...loadBuiltInTables(), registrableName: broken })],
  ["planning", () => ({ ...loadBuiltInTables(), specialName: broken })],
] as const)("a fault in %s is a bad reply and an error in the log", async ([, tables]) => {
  const { answer, clock, logged } = proxyWith(tables);
  const { outcome, text } = await answer("www.example.nu");
  expect(outcome).toBe("bad-reply");
  expect(text).toMatch(/^% outcome: bad-reply\r\n\r\n\S.*\r\n$/);
  // What went wrong is for the operator alone.
  expect(text).not.toContain("broken");
  const err = expect.objectContaining({ message: "The tables are broken" });
  expect(logged).toEqual([
    { level: "error", facts: { peer: "::1", query: "www.example.nu", err } },
  ]);
  expect(clock.pending).toBe(0);
});

test("a fault in the middle of a lookup is a bad reply, and leaves nothing running", async () => {
  const referral = "Registrar WHOIS Server: whois.registrar.example\r\n";
  await using whois = await fakeWhois({ "example.nu": `Domain Name: example.nu\r\n${referral}` });
  const tables = { ...loadBuiltInTables(), deadHost: broken };
  const { answer, clock, logged } = proxyWith(
    () => tables,
    `[zones.nu]\nwhois = "${whois.hostPort}"\nrdap = []`,
  );
  expect(await answer("example.nu")).toMatchObject({ outcome: "bad-reply" });
  expect(logged).toMatchObject([{ level: "error", facts: { query: "example.nu" } }]);
  expect(clock.pending).toBe(0);
  // The next one is a lookup of its own, and what needs no broken table is answered.
  expect(await answer("--no-referral example.nu")).toMatchObject({ outcome: "found" });
  expect(whois.asked).toHaveLength(2);
});

test("the query of a fault is cut at 200 characters in the log too", async () => {
  const { answer, logged } = proxyWith(broken);
  await answer(LONG);
  expect(loggedQuery(logged)).toContain(LONG.slice(0, 200));
  expect(loggedQuery(logged)).not.toContain("!");
});
