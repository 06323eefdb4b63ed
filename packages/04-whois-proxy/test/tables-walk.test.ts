/** Every zone, block and range of every folder of facts finds its server. */

import { expect, test } from "vitest";
import { addressText, type IpNetwork, parseNetwork, rangeOf } from "../src/model/ip.ts";
import { fileText } from "../src/tables/table-text.ts";
import { compileTables } from "../scripts/compile-tables.ts";
import { parseCsv } from "../scripts/csv.ts";
import { type Facts, factFolders, tableText } from "./tables-facts.ts";

const RIR_WHOIS: Readonly<Record<string, string>> = {
  "rdap.afrinic.net": "whois.afrinic.net",
  "rdap.apnic.net": "whois.apnic.net",
  "rdap.arin.net": "whois.arin.net",
  "rdap.db.ripe.net": "whois.ripe.net",
  "rdap.lacnic.net": "whois.lacnic.net",
};

/** Entry and preferred base of every row of a bootstrap file. */
function bootstrapRows({ files }: Facts, name: string): { entry: string; base: string }[] {
  const file: { services: string[][][] } = JSON.parse(files(`rdap-bootstrap/${name}.json`));
  return file.services.flatMap((service) => {
    const [entries = [], urls = []] = service.slice(-2);
    const base = urls.find((url) => url.startsWith("https:")) ?? urls[0] ?? "";
    return entries.map((entry) => ({ entry, base: base.endsWith("/") ? base : `${base}/` }));
  });
}

const zonesOf = ({ files }: Facts, path: string): [zone: string, value: string][] =>
  Object.entries(JSON.parse(files(path)).zones);

function network(text: string): IpNetwork {
  const parsed = parseNetwork(text);
  if (parsed === undefined) throw new Error(`Cannot read "${text}"`);
  return parsed;
}

/** The block itself, and its first and its last address. */
function inside(block: IpNetwork): IpNetwork[] {
  const { version, start, end } = rangeOf(block);
  return [block, network(addressText(version, start)), network(addressText(version, end))];
}

test.each(factFolders)("zoneOf finds the RDAP base of every listed zone of $title", (facts) => {
  const rows = bootstrapRows(facts, "dns");
  const found = rows.map(({ entry }) => facts.tables.zoneOf(`example.${entry}`));
  expect(found.map((zone) => zone?.rdap)).toEqual(rows.map(({ base }) => [base]));
  expect(found.map((zone) => zone?.zone)).toEqual(rows.map(({ entry }) => entry));
  expect(new Set(found.map((zone) => zone?.rdapFrom)).size).toBe(1);
});

test.each(factFolders)("zoneOf finds the WHOIS server of every zone of $title", (facts) => {
  const zones = [
    ...zonesOf(facts, "whois-servers.json"),
    ...zonesOf(facts, "second-level-zones.json"),
  ];
  const wrong = zones.filter(([zone, host]) => {
    const entry = facts.tables.zoneOf(`www.example.${zone}`);
    return entry?.zone !== zone || entry.whois !== host;
  });
  expect(zones.length).toBeGreaterThan(0);
  expect(wrong).toEqual([]);
});

test.each(factFolders)("zoneOf finds the unlisted RDAP servers of $title", (facts) => {
  const listed = new Set(bootstrapRows(facts, "dns").map(({ entry }) => entry));
  const file: { zones: Record<string, { rdap: string }> } = JSON.parse(
    facts.files("rdap-unlisted.json"),
  );
  const zones = Object.entries(file.zones).filter(([zone]) => !listed.has(zone));
  const found = zones.map(([zone]) => facts.tables.zoneOf(`example.${zone}`));
  expect(found.map((zone) => zone?.rdap)).toEqual(zones.map(([, { rdap }]) => [rdap]));
  expect(new Set(found.map((zone) => zone?.rdapFrom))).toEqual(
    new Set(["RDAP servers that IANA does not list of 2025-11-20"]),
  );
});

test.each(factFolders)(
  "zoneOf finds the web page of every zone of $title without WHOIS",
  (facts) => {
    const zones = zonesOf(facts, "web-only-zones.json").filter(
      ([zone]) => facts.tables.zoneOf(`example.${zone}`)?.whois === undefined,
    );
    expect(zones.length).toBeGreaterThan(0);
    expect(zones.map(([zone]) => facts.tables.zoneOf(`example.${zone}`)?.web)).toEqual(
      zones.map(([, page]) => page),
    );
  },
);

test.each(factFolders)(
  "networkEntry finds RDAP and WHOIS of every bootstrap block of $title",
  (facts) => {
    const rows = ["ipv4", "ipv6"].flatMap((name) => bootstrapRows(facts, name));
    const wrong = rows.filter(({ entry, base }) =>
      inside(network(entry)).some((part) => {
        const found = facts.tables.networkEntry(part);
        return found?.rdap.join() !== base || found.whois !== RIR_WHOIS[new URL(base).hostname];
      }),
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(wrong).toEqual([]);
  },
);

test.each(factFolders)(
  "networkEntry finds the WHOIS server of every delegated block of $title",
  (facts) => {
    const rows = [
      ...parseCsv(facts.files("iana/iana-ipv4-address-space.csv")),
      ...parseCsv(facts.files("iana/ipv6-unicast-address-assignments.csv")),
    ]
      .map((row) => ({ prefix: row["Prefix"] ?? "", whois: row["WHOIS"] ?? "" }))
      .filter(({ whois }) => whois !== "");
    const wrong = rows.filter(({ prefix, whois }) => {
      const block = prefix.includes(":") ? prefix : `${Number(prefix.split("/")[0])}.0.0.0/8`;
      return inside(network(block)).some(
        (part) => facts.tables.networkEntry(part)?.whois !== whois,
      );
    });
    expect(rows.length).toBeGreaterThan(0);
    expect(wrong).toEqual([]);
  },
);

test.each(factFolders)("autnumEntry finds RDAP and WHOIS of every range of $title", (facts) => {
  const rows = bootstrapRows(facts, "asn");
  const wrong = rows.filter(({ entry, base }) => {
    const [start = 0, end = start] = entry.split("-").map(Number);
    return [start, Math.floor((start + end) / 2), end].some((number) => {
      const found = facts.tables.autnumEntry(number);
      return (
        found?.block !== entry ||
        found.rdap.join() !== base ||
        found.whois !== RIR_WHOIS[new URL(base).hostname]
      );
    });
  });
  expect(rows.length).toBeGreaterThan(0);
  expect(wrong).toEqual([]);
});

test.each(factFolders)("handleEntry finds every object tag of $title", (facts) => {
  const rows = bootstrapRows(facts, "object-tags");
  expect(rows.map(({ entry }) => facts.tables.handleEntry(`A-1-${entry}`)?.rdap)).toEqual(
    rows.map(({ base }) => [base]),
  );
});

const rfcsOf = (text = "") =>
  Array.from(text.matchAll(/\[RFC(\d+)\]/g), ([, number]) => `RFC ${number}`);

// Also registered at a regional registry, which has more to say.
const asked = /^(192\.31\.196|192\.52\.193|192\.175\.48|2620:4f:8000)/;

test.each(factFolders)("specialNetwork finds every special-purpose block of $title", (facts) => {
  const blocks = [4, 6]
    .flatMap((version) => parseCsv(facts.files(`iana/iana-ipv${version}-special-registry.csv`)))
    .flatMap((row) => (row["Address Block"] ?? "").split(", ").map((key) => ({ key, row })));
  const special = blocks.filter(({ key }) => !asked.test(key));
  const found = special.map(({ key }) => facts.tables.specialNetwork(network(key)));
  expect(found.map((entry) => entry?.key)).toEqual(special.map(({ key }) => key));
  expect(found.map((entry) => entry?.name)).toEqual(special.map(({ row }) => row["Name"]));
  expect(found.map((entry) => entry?.rfc)).toEqual(special.map(({ row }) => rfcsOf(row["RFC"])));
  const parts = (rows: typeof blocks) =>
    rows
      .flatMap(({ key }) => inside(network(key)))
      .map((part) => facts.tables.specialNetwork(part));
  expect(parts(special)).not.toContain(undefined);
  expect(new Set(parts(blocks.filter(({ key }) => asked.test(key))))).toEqual(new Set([undefined]));
});

test.each(factFolders)("specialNetwork finds every block of $title that is nobody's", (facts) => {
  const ipv4 = parseCsv(facts.files("iana/iana-ipv4-address-space.csv"))
    .filter((row) => row["WHOIS"] === "")
    .map((row) => `${Number((row["Prefix"] ?? "").split("/")[0])}.0.0.0/8`);
  const space = parseCsv(facts.files("iana/iana-ipv6-address-space.csv"))
    .filter((row) => row["Allocation"] !== "Global Unicast")
    .map((row) => row["IPv6 Prefix"] ?? "");
  const unicast = parseCsv(facts.files("iana/ipv6-unicast-address-assignments.csv"))
    .filter((row) => row["Status"] === "RESERVED")
    .map((row) => row["Prefix"] ?? "");
  const missing = [...ipv4, ...space, ...unicast].filter((block) =>
    inside(network(block)).some((part) => facts.tables.specialNetwork(part) === undefined),
  );
  expect(ipv4.length * space.length * unicast.length).toBeGreaterThan(0);
  expect(missing).toEqual([]);
});

test.each(factFolders.slice(1))("tables/ is what compile-tables makes of $title", (facts) => {
  for (const [name, table] of Object.entries(compileTables(facts.files)))
    expect(tableText(name)).toBe(fileText(table));
});
