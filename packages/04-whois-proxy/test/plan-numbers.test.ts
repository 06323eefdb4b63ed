/** Whom to ask about addresses inside of addresses, about reverse names, and about what has moved. */

import { expect, test } from "vitest";
import { sourceText } from "../src/model/source.ts";
import { linesOf, planOf, wholePlan } from "./support/plans.ts";

test.for([
  ["::ffff:8.8.8.8", "8.8.8.8", "an IPv4-mapped address (RFC 4291)"],
  ["::ffff:8.8.8.0/120", "8.8.8.0/24", "an IPv4-mapped address (RFC 4291)"],
  ["2002:808:808::1", "8.8.8.8", "a 6to4 address (RFC 3056)"],
  ["2002:808:808::/48", "8.8.8.8", "a 6to4 address (RFC 3056)"],
  ["2002:808:800::/40", "8.8.8.0/24", "a 6to4 address (RFC 3056)"],
  ["2002:0800::/24", "8.0.0.0/8", "a 6to4 address (RFC 3056)"],
  ["2001:0:4136:e378:8000:63bf:f7f7:f7f7", "8.8.8.8", "a Teredo address (RFC 4380)"],
] as const)("planQuery asks about the address inside of %s, and says so", ([line, inner, how]) => {
  const plan = wholePlan(line);
  expect(plan.sources.map(sourceText)).toEqual([
    `rdap https://rdap.arin.net/registry/ip/${inner}`,
    "whois whois.arin.net",
  ]);
  expect(plan.about).toMatch(
    /^\S+ is an? .* with [\d./]+ in it, and [\d./]+ is what was asked about$/,
  );
  expect(plan.about).toContain(`is ${how} with ${inner} in it`);
  expect(plan.notes).toContain(plan.about);
});

test.for([
  ["2002:a00:1::1", "2002::/16", "10.0.0.1 is of 10.0.0.0/8, Private-Use, RFC 1918"],
  ["::ffff:127.0.0.1", "::ffff:0:0/96", "127.0.0.1 is of 127.0.0.0/8, Loopback, RFC 1122"],
  [
    "2001:0:4136:e378:8000:63bf:3fff:fdfe",
    "2001::/32",
    "192.0.2.1 is of 192.0.2.0/24, Documentation (TEST-NET-1), RFC 5737",
  ],
] as const)("planQuery answers for %s from the registries, both of them", ([line, key, inner]) => {
  const { special, sources } = wholePlan(line);
  expect(special?.key).toBe(key);
  expect(special?.details).toContainEqual(["Embedded", inner]);
  expect(sources).toEqual([]);
});

test.for([
  ["2002::/16", "local 2002::/16"],
  ["2002::/20", "local 2002::/16"],
  ["2001::/32", "local 2001::/32"],
  ["2001:0:4136:e378::/64", "local 2001::/32"],
  ["::ffff:0:0/96", "local ::ffff:0:0/96"],
  ["64:ff9b::808:808", "local 64:ff9b::/96"],
  ["::", "local ::/128"],
])("planQuery finds nobody inside of %s", ([line = "", source]) => {
  expect(planOf(line)).toEqual([source]);
});

test("planQuery lets configuration speak for an IPv6 address before the one inside, and for that too", () => {
  const outer = '[networks."2002::/16"]\nwhois = "outer.example"\nrdap = []\n';
  const inner = '[networks."8.0.0.0/8"]\nwhois = "inner.example"\nrdap = []\n';
  expect(planOf("2002:808:808::1", outer + inner)).toEqual(["whois outer.example"]);
  expect(planOf("2002:808:808::1", inner)).toEqual(["whois inner.example"]);
});

test.for([
  ["8.8.8.in-addr.arpa", "n + 8.8.8.0"],
  ["1.8.8.8.in-addr.arpa", "n + 8.8.8.1"],
  ["0.0.8.4.0.6.8.4.1.0.0.2.ip6.arpa", "n + 2001:4860:4800::"],
] as const)("planQuery asks WHOIS about the address of %s", ([name, line]) => {
  const plan = wholePlan(name);
  expect(plan.sources.map(sourceText)).toEqual([
    `rdap https://rdap.arin.net/registry/domain/${name}`,
    "whois whois.arin.net",
  ]);
  expect(linesOf(plan)).toEqual([line]);
  // That there is no such delegation is not the last word on the addresses.
  expect(plan.isWeak).toBe(true);
});

/** The WHOIS servers of the regional registries without one. */
const four = (home: string) =>
  ["arin", "ripe", "apnic", "lacnic", "afrinic"]
    .filter((name) => name !== home)
    .map((name) => `whois whois.${name}.net`);

test("planQuery asks a server that is named for a reverse zone about the name, and one for addresses about the address", () => {
  const zone = '[zones."2.0.192.in-addr.arpa"]\nwhois = "zone.example"\nrdap = []';
  expect(linesOf(wholePlan("1.2.0.192.in-addr.arpa", zone))).toEqual(["1.2.0.192.in-addr.arpa"]);
  const addresses = '[networks."192.0.2.0/24"]\nwhois = "net.example"\nrdap = []';
  expect(linesOf(wholePlan("1.2.0.192.in-addr.arpa", addresses))).toEqual(["192.0.2.1"]);
});

const others = (line: string, toml = "") => wholePlan(line, toml).elsewhere?.map(sourceText);

test("planQuery knows which registries are left when one says that it does not have a number", () => {
  expect(others("8.8.8.8")).toEqual(four("arin"));
  expect(others("AS3333")).toEqual(four("ripe"));
  expect(others("2001:200::1")).toEqual(four("apnic"));
  expect(wholePlan("AS3333").elsewhere).toContainEqual(
    expect.objectContaining({ host: "whois.arin.net", query: "a 3333", trusted: true }),
  );
  // Neither names nor handles have another registry, and nobody asks more than configuration says.
  for (const line of ["example.com", "nameserver ns1.example.com", "X1-RIPE", "--via=rdap 8.8.8.8"])
    expect(others(line)).toBeUndefined();
  expect(others("8.8.8.8", '[networks."8.0.0.0/8"]\nwhois = "a.example"')).toBeUndefined();
});
