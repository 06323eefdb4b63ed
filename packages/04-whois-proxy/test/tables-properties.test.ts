/** What the tables find, beside what looking at every entry finds. */

import fc from "fast-check";
import { expect, test } from "vitest";
import { contains, type IpNetwork, parseNetwork } from "../src/model/ip.ts";
import { loadBuiltInTables } from "../src/tables/built-in.ts";
import { anySubject } from "./support/any-line.ts";

const tables = loadBuiltInTables();
const { data } = tables;

const zones = [
  ...data.whois.servers.keys(),
  ...data.secondLevelWhois.servers.keys(),
  ...data.bootstrap.dns.services.flatMap(({ entries }) => entries),
];
const label = fc.stringMatching(/^[a-z0-9](?:[a-z0-9-]{0,6}[a-z0-9])?$/);
const nameIn = fc
  .tuple(fc.array(label, { maxLength: 3 }), fc.constantFrom("", "", "x"), fc.constantFrom(...zones))
  // `xuk.com` is not below `uk.com`.
  .map(([labels, glued, zone]) => [...labels, `${glued}${zone}`].join("."))
  .filter((name) => tables.zoneOf(name) !== undefined);

test("zoneOf finds the longest zone that a name lies in, whole labels only", () => {
  fc.assert(
    fc.property(nameIn, (name) => {
      const around = zones.filter((zone) => `.${name}`.endsWith(`.${zone}`));
      const [longest] = around.toSorted((a, b) => b.length - a.length);
      expect(tables.zoneOf(name)?.zone.length).toBeGreaterThanOrEqual(longest?.length ?? 0);
      expect(`.${name}`.endsWith(`.${tables.zoneOf(name)?.zone}`)).toBe(true);
    }),
  );
});

test("registrableName ends the name, is reduced once and for all, and lies in the same zone", () => {
  fc.assert(
    fc.property(nameIn, (name) => {
      const short = tables.registrableName(name);
      expect(`.${name}`.endsWith(`.${short}`)).toBe(true);
      expect(tables.registrableName(short)).toBe(short);
      expect(tables.zoneOf(short)?.zone).toBe(tables.zoneOf(name)?.zone);
    }),
  );
});

const rdapBlocks = [...data.bootstrap.ipv4.services, ...data.bootstrap.ipv6.services].flatMap(
  ({ entries, urls }) => entries.map((entry) => ({ network: networkOf(entry), url: urls[0] })),
);

function networkOf(text: string): IpNetwork {
  const network = parseNetwork(text);
  if (network === undefined) throw new Error(`Cannot look for "${text}": it is no network`);
  return network;
}

const anyNetwork = fc.oneof(
  fc.tuple(fc.ipV4(), fc.integer({ min: 8, max: 32 })),
  fc.tuple(fc.ipV6(), fc.integer({ min: 12, max: 128 })),
  // Most of IPv6 is nobody's.
  fc.tuple(
    fc.constantFrom("2001:200::", "2600::", "2a00::", "2800::", "2c00::", "2400::"),
    fc.integer({ min: 12, max: 48 }),
  ),
);

test("networkEntry finds the smallest block that all of a network lies in", () => {
  fc.assert(
    fc.property(anyNetwork, ([address, prefix]) => {
      const network = networkOf(`${address}/${prefix}`);
      const [smallest] = rdapBlocks
        .filter((block) => contains(block.network, network))
        .toSorted((a, b) => b.network.prefix - a.network.prefix);
      // Where RDAP has no block, the delegations of IANA still name a registry.
      fc.pre(smallest !== undefined);
      expect(tables.networkEntry(network)?.rdap[0]).toBe(smallest?.url);
    }),
    { numRuns: 1000 },
  );
});

const ranges = data.bootstrap.asn.services.flatMap(({ entries, urls }) =>
  entries.map((entry) => {
    const [start = 0, end = start] = entry.split("-").map(Number);
    return { start, end, url: urls[0] };
  }),
);

test("autnumEntry finds the range that a number lies in, at both ends and between", () => {
  const number = fc.oneof(
    fc.nat(2 ** 32 - 1),
    fc.nat(500_000),
    fc
      .tuple(fc.constantFrom(...ranges.flatMap(({ start, end }) => [start, end])), fc.nat(2))
      .map(([edge, off]) => Math.max(0, edge + off - 1)),
  );
  fc.assert(
    fc.property(number, (autnum) => {
      const range = ranges.find(({ start, end }) => start <= autnum && autnum <= end);
      expect(tables.autnumEntry(autnum)?.rdap[0]).toBe(range?.url);
    }),
    { numRuns: 1000 },
  );
});

test("the tables take any words, and know nothing of what is nobody's", () => {
  fc.assert(
    fc.property(fc.oneof(anySubject, fc.string({ unit: "binary" })), (text) => {
      const found = [tables.zoneOf(text), tables.handleEntry(text), tables.specialName(text)];
      expect(found.filter((entry) => entry !== undefined && typeof entry !== "object")).toEqual([]);
      expect(text.endsWith(tables.registrableName(text))).toBe(true);
    }),
  );
});
