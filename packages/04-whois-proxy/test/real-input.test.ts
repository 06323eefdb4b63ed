/**
 * The proxy as a user starts it, real replies behind it, and the Debian `whois` client before it.
 */

import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fakeRdap, fakeWhois, startProgram } from "test-harness";
import { expect, test } from "vitest";
import { decodeReply } from "../src/upstream/charset.ts";
import { faultsOf } from "./support/answer-schema.ts";
import { expectedInText } from "./support/expected-in-text.ts";
import { type Fixture, fixturesOf } from "./support/fixtures.ts";
import { rdapFaults } from "./support/rdap-conformance.ts";
import { type RdapSubject, rdapSubjectOf } from "./support/rdap-subject.ts";
import { runClient } from "./support/run-client.ts";
import { bodyOf, headOf, sourcesOf } from "./support/start-proxy.ts";

/** Starts the real program with a configuration file and tables beside it, and stops all at the end. */
async function startWith(toml: string, tables: Readonly<Record<string, string>> = {}) {
  const folder = await mkdtemp(join(tmpdir(), "whois-proxy-"));
  const file = join(folder, "proxy.toml");
  await writeFile(file, toml);
  await mkdir(join(folder, "tables"));
  for (const [name, text] of Object.entries(tables))
    await writeFile(join(folder, "tables", name), text);
  const program = await startProgram("04-whois-proxy", ["--config", file, "--port", "0"], {
    ready: ["whois", "http"],
  });
  return {
    whois: (query: string) =>
      runClient("whois", ["-h", "127.0.0.1", "-p", String(program.port("whois")), "--", query], ""),
    async ask(query: string): Promise<string> {
      await using client = await program.client("whois");
      await client.send(query);
      return await client.readToEnd();
    },
    async json(path: string): Promise<unknown> {
      const response = await fetch(`http://127.0.0.1:${program.port("http")}${path}`);
      return JSON.parse(await response.text());
    },
    async [Symbol.asyncDispose]() {
      await program[Symbol.asyncDispose]();
      await rm(folder, { recursive: true });
    },
  };
}

const BASE = '[listen]\nhttp = ["127.0.0.1:0"]\n[log]\nlevel = "error"\n';
const TABLES = '[tables]\ndir = "tables"\nrefresh = "0s"\n';

/** What to ask for a reply whose capture does not say. */
const queryOf = ({ name, about }: Fixture): string =>
  about.query ?? `throttled-${name.slice(0, 3)}.be`;

const overrideFor = (query: string, kind: string | undefined, line: string): string =>
  kind === "ip"
    ? `[networks."${query}/${query.includes(":") ? 128 : 32}"]\n${line}`
    : `[zones."${query}"]\n${line}`;

/** A text as it must leave: every line ends with CRLF, and none that is empty ends it. */
const wireOf = (text: string): string =>
  `${text.replaceAll("\r", "").trimEnd().replaceAll("\n", "\r\n")}\r\n`;

test("every WHOIS reply comes back byte for byte, and whole by the Debian whois client", async () => {
  const { all, shared } = fixturesOf("whois");
  const replies = Object.fromEntries(all.map((fixture) => [queryOf(fixture), fixture.reply]));
  await using upstream = await fakeWhois(replies);
  const zones = all.map((fixture) =>
    overrideFor(queryOf(fixture), fixture.about.kind, `whois = "${upstream.hostPort}"\nrdap = []`),
  );
  await using proxy = await startWith(BASE + TABLES + zones.join("\n"));
  for (const fixture of all) {
    const query = queryOf(fixture);
    const whole = wireOf(decodeReply(fixture.reply));
    const answer = await proxy.ask(query);
    expect([fixture.name, bodyOf(answer)]).toEqual([fixture.name, whole]);
    const isLimited = fixture.about.expected["status"] === "rate-limited";
    const outcomes = isLimited ? ["rate-limited"] : ["found", "not-found"];
    expect(outcomes, fixture.name).toContain(headOf(answer, "outcome"));
    // Only empty lines at the end may be more than in the text.
    expect((await proxy.ask(`--raw ${query}`)).trimEnd(), fixture.name).toBe(whole.trimEnd());
    // The client breaks lines of more than 2,000 bytes; what comes over a socket does not.
    const shown = await proxy.whois(query);
    const body = shown.slice(shown.indexOf("\n\n") + 2);
    expect(joined(body), fixture.name).toBe(joined(whole));
  }
  expect([0, 77]).toContain(shared);
  expect(upstream.unused()).toEqual([]);
});

const joined = (text: string): string => text.trimEnd().replaceAll(/[\r\n]/g, "");

/** A table of handles in which each capture's own is the server's. */
const objectTags = (subjects: readonly RdapSubject[], base: string): string => {
  const tags = new Set(subjects.flatMap(({ tag }) => tag ?? []));
  const services = { [base]: [...tags, "NONE"].join(" ") };
  return JSON.stringify({ source: "the captures", date: "2026-11-22", servers: services });
};

test("every RDAP object comes back as text, as JSON and as RDAP, with all it says", async () => {
  const { all, shared } = fixturesOf("rdap");
  const subjects = all.flatMap((fixture) => rdapSubjectOf(fixture) ?? []);
  // Captures of the same object need a proxy each: one round takes one of every name.
  const rounds = Object.groupBy(subjects, (one) =>
    subjects.filter((other) => other.query === one.query).indexOf(one),
  );
  for (const round of Object.values(rounds).map((own = []) => own)) {
    await using upstream = await fakeRdap(
      Object.fromEntries(round.map(({ asked, fixture }) => [asked, { body: fixture.reply }])),
    );
    const tables = new Set(round.flatMap(({ table }) => table ?? []));
    const toml = Array.from(
      tables,
      (table) => `${table}\nwhois = "none"\nrdap = ["${upstream.url}"]`,
    );
    await using proxy = await startWith(
      `${BASE}${TABLES}[upstream]\nmax_hops = 0\n${toml.join("\n")}`,
      { "rdap-object-tags.json": objectTags(round, upstream.url) },
    );
    for (const { query, path, fixture } of round) {
      const text = await proxy.whois(query);
      expect(text, fixture.name).toMatch(/^% outcome: found\n% source: rdap http:/);
      expect(expectedInText(fixture.about.expected, text), fixture.name).toEqual([]);
      const answer = await proxy.json(`/lookup/${encodeURIComponent(query)}`);
      expect([fixture.name, faultsOf(answer)]).toEqual([fixture.name, []]);
      expect(answer, fixture.name).toMatchObject({ outcome: "found" });
      const rdap = await proxy.json(path);
      expect([fixture.name, rdapFaults(rdap)]).toEqual([fixture.name, []]);
      expect(rdap, fixture.name).toHaveProperty("objectClassName");
    }
    expect(upstream.unused()).toEqual([]);
  }
  const others = all.length - subjects.length;
  expect([0, 34]).toContain(shared);
  expect(others).toBe(shared === 0 ? 0 : 3);
});

/** Replies that are no object, made up and captured: a help, an error object with its status. */
const noObjects: readonly (readonly [
  name: string,
  status: number,
  body: Buffer,
  outcome: string,
])[] = [
  ["own help", 200, Buffer.from('{"rdapConformance":["rdap_level_0"],"notices":[]}'), "bad-reply"],
  ["own 404", 404, Buffer.from('{"errorCode":404,"title":"not found"}'), "not-found"],
  ["own 501", 501, Buffer.from('{"errorCode":501,"title":"Not Implemented"}'), "bad-reply"],
  ...fixturesOf("rdap")
    .all.filter((fixture) => rdapSubjectOf(fixture) === undefined)
    .map(({ name, about, reply }) => {
      const { http_status: status = 200 } = about;
      return [name, status, reply, status === 404 ? "not-found" : "bad-reply"] as const;
    }),
];

test("an RDAP reply that is no object is named for what it is, and WHOIS is asked", async () => {
  await using servers = new AsyncDisposableStack();
  const whois = servers.use(
    await fakeWhois({}, { fallback: "domain: from whois\r\nstatus: ok\r\n" }),
  );
  const zones = await Promise.all(
    noObjects.map(async ([, status, body], index) => {
      const rdap = servers.use(await fakeRdap(() => ({ status, body })));
      return `[zones."n${index}.nu"]\nwhois = "${whois.hostPort}"\nrdap = ["${rdap.url}"]\n`;
    }),
  );
  await using proxy = await startWith(BASE + TABLES + zones.join(""));
  for (const [index, [name, , , outcome]] of noObjects.entries()) {
    const text = await proxy.ask(`n${index}.nu`);
    // Of one that does not know the object nothing more is said; and nobody else is asked.
    const isLast = outcome === "not-found";
    const [first = "", ...then] = sourcesOf(text);
    expect([name, then]).toEqual([name, isLast ? [] : [`whois ${whois.hostPort}`]]);
    expect(first, name).toMatch(isLast ? /^rdap \S+$/ : `${outcome}: `);
    expect([name, headOf(text, "outcome")]).toEqual([name, isLast ? outcome : "found"]);
  }
});
