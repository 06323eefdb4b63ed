/**
 * The proxy as a user starts it, real replies behind it, and the Debian `whois` client before it.
 */

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fakeRdap, fakeWhois, startProgram } from "test-harness";
import { expect, test } from "vitest";
import { parseNetwork } from "../src/model/ip.ts";
import { decodeReply } from "../src/upstream/charset.ts";
import { type Fixture, fixturesOf } from "./support/fixtures.ts";
import { expectedInText, withoutPadding } from "./support/expected-in-text.ts";
import { runClient } from "./support/run-client.ts";
import { bodyOf } from "./support/start-proxy.ts";

/** Starts the real program with a configuration file, and stops both at the end. */
async function startWith(toml: string) {
  const folder = await mkdtemp(join(tmpdir(), "whois-proxy-"));
  const file = join(folder, "proxy.toml");
  await writeFile(file, toml);
  const program = await startProgram("04-whois-proxy", ["--config", file, "--port", "0"], {
    ready: ["whois"],
  });
  return {
    whois: (query: string) =>
      runClient("whois", ["-h", "127.0.0.1", "-p", String(program.port("whois")), "--", query], ""),
    async ask(query: string): Promise<string> {
      await using client = await program.client("whois");
      await client.send(query);
      return await client.readToEnd();
    },
    async [Symbol.asyncDispose]() {
      await program[Symbol.asyncDispose]();
      await rm(folder, { recursive: true });
    },
  };
}

const BASE = '[listen]\nhttp = []\n[tables]\nrefresh = "0s"\n[log]\nlevel = "error"\n';

/** What to ask for a reply whose capture does not say. */
const queryOf = ({ name, about }: Fixture): string =>
  about.query ?? `throttled-${name.slice(0, 3)}.be`;

const overrideFor = (query: string, kind: string | undefined, line: string): string =>
  kind === "ip"
    ? `[networks."${query}/${query.includes(":") ? 128 : 32}"]\n${line}`
    : `[zones."${query}"]\n${line}`;

const linesOf = (text: string): string[] => text.replaceAll("\r", "").trimEnd().split("\n");

test("every WHOIS reply comes back whole, by the Debian whois client", async () => {
  const { all, shared } = fixturesOf("whois");
  const replies = Object.fromEntries(all.map((fixture) => [queryOf(fixture), fixture.reply]));
  await using upstream = await fakeWhois(replies);
  const zones = all.map((fixture) =>
    overrideFor(queryOf(fixture), fixture.about.kind, `whois = "${upstream.hostPort}"\nrdap = []`),
  );
  await using proxy = await startWith(BASE + zones.join("\n"));
  for (const fixture of all) {
    const text = await proxy.whois(queryOf(fixture));
    const body = text.slice(text.indexOf("\n\n") + 2);
    const whole = linesOf(decodeReply(fixture.reply));
    // The client breaks lines of more than 2,000 bytes; what comes over a socket does not.
    expect(linesOf(body).join(""), fixture.name).toBe(whole.join(""));
    expect(linesOf(bodyOf(await proxy.ask(queryOf(fixture)))), fixture.name).toEqual(whole);
    const limited = fixture.about.expected["status"] === "rate-limited";
    expect(text, fixture.name).toMatch(
      limited ? /^% outcome: rate-limited/ : /^% outcome: (not-)?found/,
    );
  }
  expect([0, 77]).toContain(shared);
  expect(upstream.unused()).toEqual([]);
});

/** What a lookup asks for that this reply answers, the path of its request, and its place in a configuration. */
interface RdapSubject {
  readonly fixture: Fixture;
  readonly query: string;
  readonly path: string;
  readonly table: string;
}

function subjectOf(fixture: Fixture): RdapSubject | undefined {
  const { reply } = fixture;
  const { objectClassName, ldhName, startAddress, startAutnum } = JSON.parse(reply.toString());
  if (objectClassName === "domain" && typeof ldhName === "string") {
    const name = ldhName.toLowerCase().replace(/\.$/, "");
    return { fixture, query: name, path: `/domain/${name}`, table: `[zones."${name}"]` };
  }
  if (objectClassName === "ip network") {
    const { address = "", prefix } = parseNetwork(withoutPadding(startAddress)) ?? {};
    return {
      fixture,
      query: address,
      path: `/ip/${address}`,
      table: `[networks."${address}/${prefix}"]`,
    };
  }
  if (objectClassName === "autnum")
    return {
      fixture,
      query: `AS${startAutnum}`,
      path: `/autnum/${startAutnum}`,
      table: `[autnums."${startAutnum}"]`,
    };
  return undefined;
}

test("every RDAP domain, network and AS number comes back as text with all it says", async () => {
  const { all, shared } = fixturesOf("rdap");
  const cases = all.flatMap((fixture) => subjectOf(fixture) ?? []);
  // Captures of the same name need a proxy each: one round takes one of every name.
  const rounds = Object.groupBy(cases, (one) =>
    cases.filter((other) => other.table === one.table).indexOf(one),
  );
  for (const round of Object.values(rounds)) {
    await using upstream = await fakeRdap(
      Object.fromEntries(round?.map(({ path, fixture }) => [path, { body: fixture.reply }]) ?? []),
    );
    const tables = round?.map(
      ({ table }) => `${table}\nwhois = "none"\nrdap = ["${upstream.url}"]`,
    );
    await using proxy = await startWith(`${BASE}[upstream]\nmax_hops = 0\n${tables?.join("\n")}`);
    for (const { query, fixture } of round ?? []) {
      const text = await proxy.whois(query);
      expect(text, fixture.name).toMatch(/^% outcome: found\n% source: rdap http:/);
      expect(expectedInText(fixture.about.expected, text), fixture.name).toEqual([]);
    }
  }
  expect(shared === 0 || cases.length >= 24).toBe(true);
});
