/** Whatever a client asks and whatever the registries say: one answer, and fit for a terminal. */

import fc from "fast-check";
import { fakeWhois, VirtualClock } from "test-harness";
import { expect, test } from "vitest";
import type { CachedLookup } from "../src/answer/cached-lookup.ts";
import { createProxy } from "../src/answer/proxy.ts";
import type { Form } from "../src/answer/answer.ts";
import { AnswerCache } from "../src/cache/answer-cache.ts";
import { parseConfig } from "../src/config/load.ts";
import { outcomes } from "../src/model/outcome.ts";
import { loadBuiltInTables } from "../src/tables/built-in.ts";
import { createAsk } from "../src/upstream/ask.ts";
import type { Endpoint } from "../src/upstream/dialer.ts";
import { faultsOf } from "./support/answer-schema.ts";
import { anyLine } from "./support/any-line.ts";
import { fixturesOf } from "./support/fixtures.ts";
import { rdapFaults } from "./support/rdap-conformance.ts";
import { startProxy } from "./support/start-proxy.ts";
import { whoisTextCases } from "./whois-text-cases.ts";

const tables = loadBuiltInTables();

/** RDAP without TLS, so that the one server can speak it too. */
const HTTP_ZONES = `
  [zones.com]
  rdap = ["http://rdap.one.example/"]
  [zones.nu]
  rdap = ["http://rdap.two.example/"]
  [networks."0.0.0.0/0"]
  rdap = ["http://rdap.three.example/"]
  [autnums."0-4294967295"]
  rdap = ["http://rdap.four.example/"]`;

/** What the server sends for the first line of a question. */
const served = (line: string, body: Buffer): Buffer =>
  line.startsWith("GET ") ? Buffer.concat([Buffer.from(HTTP_HEAD), body]) : body;

const HTTP_HEAD =
  "HTTP/1.1 200 OK\r\nContent-Type: application/rdap+json\r\nConnection: close\r\n\r\n";

/** A proxy for which every server there is, of either protocol, is this one endpoint. */
function proxyBefore([host = "", port]: readonly string[]) {
  const config = parseConfig(HTTP_ZONES, "test.toml");
  const clock = new VirtualClock();
  const endpoint: Endpoint = { host, port: Number(port) };
  const { ask, close } = createAsk({
    clock,
    connectTimeout: 3000,
    timeout: 8000,
    maxReply: 1_000_000,
    dialer: { resolve: async () => [endpoint] },
  });
  const cache = new AnswerCache<CachedLookup>({
    clock,
    maxSize: 1_000_000,
    stale: 0,
    staleAfter: 1800,
  });
  const faults: object[] = [];
  const log = { info: () => {}, warn: () => {}, error: (facts: object) => void faults.push(facts) };
  const proxy = createProxy({ config, clock, log, tables: () => tables, ask, cache });
  return { clock, proxy, faults, [Symbol.asyncDispose]: close };
}

/** Every control character but tab and line ends, whatever writes them. */
const CONTROL = /[^\P{Cc}\t\r\n]/u;

const lines = whoisTextCases.flatMap(({ text }) => text.split("\n"));
const reply = fc.oneof(
  fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
  fc.constantFrom(...fixturesOf("whois").all.map((fixture) => fixture.reply)),
  fc.constantFrom(...fixturesOf("rdap").all.map((fixture) => fixture.reply)),
  fc
    .array(fc.oneof(fc.constantFrom(...lines), fc.string({ unit: "binary", maxLength: 30 })), {
      maxLength: 30,
    })
    .map((some) => Buffer.from(some.join("\r\n"))),
);

const forms: readonly Form[] = ["text", "lookup", "rdap"];

/** What is wrong with the bytes of an answer in this form. */
function faultsIn(text: string, line: string, form: Form): readonly string[] {
  if (!text.isWellFormed()) return ["not UTF-8"];
  if (/(?:^|\s)--raw(?:\s|$)/.test(line) && form === "text")
    return text.includes("\0") || text.includes("\u001b") ? ["NUL or escape"] : [];
  if (CONTROL.test(text)) return ["a control character"];
  if (form === "rdap") return rdapFaults(JSON.parse(text));
  const isJson = form === "lookup" || text.startsWith("{");
  if (!isJson) return /^% outcome: [\s\S]*\r\n$/.test(text) ? [] : ["no answer"];
  // JSON may hide them behind its escapes; the query is the client's own word.
  const hidden: string[] = [];
  JSON.parse(text, (member, value: unknown) => {
    if (typeof value === "string" && member !== "query" && CONTROL.test(value)) hidden.push(member);
  });
  return [...faultsOf(JSON.parse(text)), ...hidden];
}

test("answer() never throws or hangs, and no form of it has a control character", async () => {
  let said: Buffer = Buffer.from("");
  const seen = new Set<string>();
  await using upstream = await fakeWhois((line) => served(line, said));
  await using world = proxyBefore(upstream.hostPort.split(":"));
  await fc.assert(
    fc.asyncProperty(anyLine, reply, fc.constantFrom(...forms), async (line, bytes, form) => {
      said = bytes;
      // Long enough for servers that failed to be asked again.
      await world.clock.advance(3_600_000);
      const context = { peer: "192.0.2.1", form, base: "http://whois.example/" };
      const { text, outcome, bytes: sent } = await world.proxy.answer(`--fresh ${line}`, context);
      seen.add(outcome);
      expect(faultsIn(new TextDecoder().decode(sent), line, form)).toEqual([]);
      expect(new TextDecoder().decode(sent)).toBe(text);
      expect(world.faults).toEqual([]);
    }),
    { numRuns: 1000 },
  );
  expect([...seen].filter((outcome) => !Object.hasOwn(outcomes, outcome))).toEqual([]);
  expect(seen).toContain("found");
  expect(seen).toContain("not-found");
  expect(seen).toContain("rate-limited");
  expect(upstream.asked.some((line) => line.startsWith("GET "))).toBe(true);
});

test("any bytes at the WHOIS door are answered once, and then the door hangs up", async () => {
  await using proxy = await startProxy(
    '[tables]\niana_whois = "127.0.0.1:1"\n[upstream]\nconnect_timeout = "1s"',
  );
  const bytes = fc.uint8Array({ maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(bytes, fc.integer({ min: 1, max: 60 }), async (query, chunk) => {
      await using client = await proxy.client();
      // Underscores are in no name, so that nobody is asked.
      await client.sendRaw(Buffer.from([...query, ...Buffer.from(" _\n")]), { chunk });
      await client.end();
      const text = await client.readToEnd();
      expect(text).toMatch(/^% outcome: bad-query\r\n\r\n[\s\S]+\r\n$/);
      expect(text).not.toMatch(CONTROL);
    }),
    { numRuns: 150 },
  );
});
