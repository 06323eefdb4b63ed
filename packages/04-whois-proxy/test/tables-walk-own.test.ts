/**
 * Every zone, block, range and handle of the built-in tables, read from their files by hand, is
 * planned to be asked where its table says: the walk of a clone that has no folder of facts.
 */

import { expect, test } from "vitest";
import { defaultConfig } from "../src/config/load.ts";
import { addressText, parseNetwork, rangeOf } from "../src/model/ip.ts";
import { type Plan, planQuery } from "../src/plan/plan.ts";
import { parseQuery } from "../src/query/parse-query.ts";
import { loadBuiltInTables } from "../src/tables/built-in.ts";
import type { TableName } from "../src/tables/table-files.ts";
import { tableText } from "./tables-facts.ts";

const tables = loadBuiltInTables();
const config = defaultConfig();

type Groups = Readonly<Record<string, string>>;

const fileOf = (name: TableName) => JSON.parse(tableText(name));

/** `{ "a b": "x y" }` to x and a, y and a: the first word of a key is the best of its servers. */
const rowsOf = (groups: Groups): { key: string; server: string }[] =>
  Object.entries(groups).flatMap(([servers, keys]) =>
    keys.split(" ").map((key) => ({ key, server: servers.split(" ")[0] ?? "" })),
  );

/** The plan for a query line as a client types it. */
function planOf(line: string): Plan {
  const query = parseQuery(line, tables.registrableName);
  if (query.kind !== "lookup") throw new Error(`Cannot plan "${line}": ${query.kind}`);
  return planQuery(query.subject, query.options, { config, tables });
}

const rdapIn = (plan: Plan): string[] =>
  plan.sources.flatMap((source) => (source.protocol === "rdap" ? [source.url] : []));

const whoisIn = (plan: Plan): string[] =>
  plan.sources.flatMap((source) => (source.protocol === "whois" ? [source.host] : []));

/** What to ask about to be inside of a block: it, its first and its last address. */
function inside(block: string): string[] {
  const network = parseNetwork(block);
  if (network === undefined) throw new Error(`Cannot read "${block}"`);
  const { version, start, end } = rangeOf(network);
  return [block, addressText(version, start), addressText(version, end)];
}

/** Both ends of a range, and a number between. */
function numbersIn(range: string): number[] {
  const [start = 0, end = start] = range.split("-").map(Number);
  return [start, Math.floor((start + end) / 2), end];
}

const listed = rowsOf(fileOf("rdap-dns").servers);
const unlisted = rowsOf(fileOf("rdap-unlisted").servers).filter(
  ({ key }) => !listed.some((row) => row.key === key),
);

test("Every zone with RDAP is asked there first, whoever knows of it", () => {
  const wrong = [...listed, ...unlisted].filter(
    ({ key, server }) => rdapIn(planOf(`example.${key}`))[0] !== `${server}domain/example.${key}`,
  );
  expect(listed.length).toBeGreaterThan(1000);
  expect(unlisted.length).toBeGreaterThan(10);
  expect(wrong).toEqual([]);
});

test("Every zone with a WHOIS server is asked there, under the name that the server has today", () => {
  const { lapsed, moved } = fileOf("whois-hosts");
  const zones = [
    ...rowsOf(fileOf("whois-zones").servers),
    ...rowsOf(fileOf("whois-second-level").servers),
  ];
  const wrong = zones.filter(({ key, server }) => {
    const hosts = whoisIn(planOf(`example.${key}`));
    const today = moved[server] ?? server;
    return today in lapsed ? hosts.includes(today) : !hosts.includes(today);
  });
  expect(zones.length).toBeGreaterThan(900);
  expect(wrong).toEqual([]);
});

test("Every zone that answers on a web page only is told with its page, unless it has a server", () => {
  const pages = Object.entries<string>(fileOf("web-pages").pages);
  const wrong = pages.filter(([zone, page]) => {
    const { sources, notes } = planOf(`example.${zone}`);
    return sources.length === 0 && !notes.join(" ").includes(page);
  });
  expect(pages.length).toBeGreaterThan(30);
  expect(wrong).toEqual([]);
});

test("A silent zone is known to have nobody to ask", () => {
  const zones: string[] = fileOf("silent-zones").zones.split(" ");
  expect(zones.filter((zone) => planOf(`example.${zone}`).sources.length > 0)).toEqual([]);
});

test("Every block of the RDAP tables is asked there, and at the WHOIS server of that registry", () => {
  const registries = Object.values<{ whois: string; rdapHosts: string }>(
    fileOf("registries").registries,
  );
  const rows = [
    ...rowsOf(fileOf("rdap-ipv4").servers),
    ...rowsOf(fileOf("rdap-ipv6").servers),
  ].flatMap(({ key, server }) => inside(key).map((line) => ({ line, server })));
  const wrong = rows.filter(({ line, server }) => {
    const plan = planOf(line);
    if (plan.special !== undefined || plan.about !== undefined) return false;
    const registry = registries.find(({ rdapHosts }) =>
      rdapHosts.split(" ").includes(new URL(server).hostname),
    );
    return (
      rdapIn(plan)[0] !== `${server}ip/${line}` || !whoisIn(plan).includes(registry?.whois ?? "")
    );
  });
  expect(rows.length).toBeGreaterThan(700);
  expect(wrong).toEqual([]);
});

test("Every delegated block is asked at the WHOIS server of its registry", () => {
  const { registries } = fileOf("registries");
  const owners = [fileOf("delegations-ipv4"), fileOf("delegations-ipv6")].flatMap(({ blocks }) =>
    Object.entries<string>(blocks).flatMap(([owner, words]) =>
      words.split(" ").map((block) => ({ block, owner })),
    ),
  );
  const wrong = owners.filter(({ block, owner }) => {
    const plan = planOf(block);
    return plan.special === undefined && !whoisIn(plan).includes(registries[owner].whois);
  });
  expect(owners.length).toBeGreaterThan(200);
  expect(wrong).toEqual([]);
});

test("Every AS number of the RDAP table is asked there", () => {
  const rows = rowsOf(fileOf("rdap-asn").servers).flatMap(({ key, server }) =>
    numbersIn(key).map((number) => ({ number, server })),
  );
  const wrong = rows.filter(({ number, server }) => {
    const plan = planOf(`AS${number}`);
    return plan.special === undefined && rdapIn(plan)[0] !== `${server}autnum/${number}`;
  });
  expect(rows.length).toBeGreaterThan(400);
  expect(wrong).toEqual([]);
});

test("Every object tag and every custom of handles leads to its registry", () => {
  const tags = rowsOf(fileOf("rdap-object-tags").servers);
  const handles = fileOf("whois-handles");
  expect(
    tags.filter(
      ({ key, server }) => rdapIn(planOf(`X1-${key}`))[0] !== `${server}entity/X1-${key}`,
    ),
  ).toEqual([]);
  const customs = [
    ...rowsOf(handles.suffixes).map(({ key, server }) => ({ server, line: `X1-${key}` })),
    ...rowsOf(handles.prefixes).map(({ key, server }) => ({ server, line: `${key}-X1` })),
  ];
  expect(customs.length).toBeGreaterThan(20);
  expect(customs.filter(({ line, server }) => !whoisIn(planOf(line)).includes(server))).toEqual([]);
});

test("Whatever is set aside is answered from its registry, and nobody is asked", () => {
  type Special = { registries: { source: string; entries: Record<string, unknown> }[] };
  const linesOf = (name: TableName, of: (key: string) => string[]) => {
    const { registries }: Special = fileOf(name);
    return registries.flatMap(({ entries }) => Object.keys(entries).flatMap(of));
  };
  const lines = [
    ...linesOf("special-names", (key) => [key, `example.${key}`]),
    ...linesOf("special-networks", inside),
    ...linesOf("special-autnums", (key) => numbersIn(key).map((number) => `AS${number}`)),
  ];
  const asked = lines.filter((line) => {
    const plan = planOf(line);
    // An address with another one inside is asked about as that one.
    return plan.sources.length > 0 && plan.about === undefined;
  });
  expect(lines.length).toBeGreaterThan(200);
  expect(asked).toEqual([]);
});
