import { expect, test } from "vitest";
import { parseConfig } from "../src/config/load.ts";
import { sourceText } from "../src/model/source.ts";
import { planQuery } from "../src/plan/plan.ts";
import { reverseNetwork } from "../src/plan/reverse-name.ts";
import { parseQuery } from "../src/query/parse-query.ts";
import { loadBuiltInTables } from "../src/tables/built-in.ts";

const tables = loadBuiltInTables();

/** The plan for a line: one word per source, or what it is answered from. */
function planOf(line: string, toml = ""): string[] {
  const query = parseQuery(line, tables.registrableName);
  if (query.kind !== "lookup") throw new Error(`Cannot plan for "${line}": ${query.kind}`);
  const config = parseConfig(toml, "test.toml");
  const plan = planQuery(query.subject, query.options, { config, tables });
  return plan.special === undefined ? plan.sources.map(sourceText) : [`local ${plan.special.key}`];
}

test.for([
  [
    "example.com",
    "rdap https://rdap.verisign.com/com/v1/domain/example.com",
    "whois whois.verisign-grs.com",
  ],
  [
    "www.example.co.uk",
    "rdap https://rdap.nominet.uk/uk/domain/example.co.uk",
    "whois whois.nic.uk",
  ],
  ["example.uk.com", "whois whois.centralnic.net"],
  ["com", "whois whois.iana.org"],
  ["192.0.0.10", "local 192.0.0.10/32"],
  ["8.8.8.8", "rdap https://rdap.arin.net/registry/ip/8.8.8.8", "whois whois.arin.net"],
  ["193.0.0.0/21", "rdap https://rdap.db.ripe.net/ip/193.0.0.0/21", "whois whois.ripe.net"],
  ["2001:db8::1", "local 2001:db8::/32"],
  ["2001:200::1", "rdap https://rdap.apnic.net/ip/2001:200::1", "whois whois.apnic.net"],
  ["AS3333", "rdap https://rdap.db.ripe.net/autnum/3333", "whois whois.ripe.net"],
  ["AS4294967295", "local 4294967295"],
  [
    "8.8.8.in-addr.arpa",
    "rdap https://rdap.arin.net/registry/domain/8.8.8.in-addr.arpa",
    "whois whois.arin.net",
  ],
  ["1.0.0.127.in-addr.arpa", "local 127.0.0.0/8"],
  ["example.no-such-zone", "whois whois.iana.org"],
])("planQuery: %s", ([line = "", ...sources]) => {
  expect(planOf(line)).toEqual(sources);
});

test("planQuery asks by the protocol that the client names only", () => {
  expect(planOf("--via=whois example.com")).toEqual(["whois whois.verisign-grs.com"]);
  expect(planOf("--via=rdap example.com")).toEqual([expect.stringMatching(/^rdap /)]);
  expect(planOf("--via=whois example.no-such-zone")).toEqual(["whois whois.iana.org"]);
  expect(planOf("--via=rdap example.no-such-zone")).toEqual([]);
});

test("planQuery prefers what configuration prefers, and a zone's word before the general one", () => {
  const whoisFirst = ["whois whois.verisign-grs.com", expect.stringMatching(/^rdap /)];
  expect(planOf("example.com", '[upstream]\nprefer = "whois"')).toEqual(whoisFirst);
  expect(planOf("example.com", '[zones.com]\nprefer = "whois"')).toEqual(whoisFirst);
  expect(
    planOf("example.com", '[upstream]\nprefer = "whois"\n[zones.com]\nprefer = "rdap"'),
  ).toEqual(whoisFirst.toReversed());
});

test("planQuery takes from configuration what it says and from the tables the rest", () => {
  const own = planOf("example.com", '[zones.com]\nwhois = "whois.example.net:4343"');
  expect(own).toEqual([
    "whois whois.example.net:4343",
    expect.stringMatching(/^rdap https:\/\/rdap\.verisign/),
  ]);
  expect(planOf("example.com", '[zones.com]\nwhois = "none"')).toEqual([
    expect.stringMatching(/^rdap /),
  ]);
  expect(planOf("example.com", "[zones.com]\nrdap = []")).toEqual(["whois whois.verisign-grs.com"]);
});

test("planQuery keeps what the tables know where configuration names no server", () => {
  const prefer = 'prefer = "whois"';
  expect(planOf("com", `[zones.com]\n${prefer}`)).toEqual(["whois whois.iana.org"]);
  expect(planOf("foo.test", `[zones.test]\n${prefer}`)).toEqual(["local test"]);
  expect(planOf("10.0.0.1", `[networks."0.0.0.0/0"]\n${prefer}`)).toEqual(["local 10.0.0.0/8"]);
  expect(planOf("example.zzz", `[zones.zzz]\n${prefer}`)).toEqual(["whois whois.iana.org"]);
  expect(planOf("com", '[zones.com]\nwhois = "a"')).toEqual(["whois whois.iana.org"]);
});

test("planQuery lets the longest configured match win, by whole labels", () => {
  const toml = '[zones.nu]\nwhois = "a"\nrdap = []\n[zones."x.nu"]\nwhois = "b"\nrdap = []';
  expect(planOf("x.nu", toml)).toEqual(["whois b"]);
  expect(planOf("xx.nu", toml)).toEqual(["whois a"]);
  const nets = '[networks."10.0.0.0/8"]\nwhois = "a"\n[networks."10.1.0.0/16"]\nwhois = "b"';
  expect(planOf("10.1.2.3", nets)).toEqual(["whois b"]);
  expect(planOf("10.0.0.0/9", nets)).toEqual(["whois a"]);
  const numbers = '[autnums."64496-64511"]\nwhois = "a"\n[autnums."64500"]\nwhois = "b"';
  expect(planOf("AS64500", numbers)).toEqual(["whois b"]);
  expect(planOf("AS64501", numbers)).toEqual(["whois a"]);
});

test("planQuery: reverse names go by [networks] unless [zones] names their own zone", () => {
  const network = '[networks."192.0.2.0/24"]\nwhois = "net.example"\nrdap = []\n';
  expect(planOf("1.2.0.192.in-addr.arpa", network)).toEqual(["whois net.example"]);
  const zone = '[zones."2.0.192.in-addr.arpa"]\nwhois = "zone.example"\nrdap = []';
  expect(planOf("1.2.0.192.in-addr.arpa", network + zone)).toEqual(["whois zone.example"]);
  const arpa = '[zones.arpa]\nwhois = "arpa.example"\nrdap = []';
  expect(planOf("1.2.0.192.in-addr.arpa", network + arpa)).toEqual(["whois net.example"]);
  expect(planOf("1.2.0.192.in-addr.arpa", arpa)).toEqual(["whois arpa.example"]);
});

test("planQuery asks with the line and charset of the server, or with configuration's", () => {
  const query = parseQuery("example.com", tables.registrableName);
  const sourcesWith = (toml: string) => {
    if (query.kind !== "lookup") return [];
    const config = parseConfig(toml, "test.toml");
    return planQuery(query.subject, query.options, { config, tables }).sources;
  };
  expect(sourcesWith("")[1]).toMatchObject({ query: "domain example.com" });
  const toml =
    '[zones.com]\nwhois = "whois.example.net"\nrdap = []\nquery = "={name}"\ncharset = "koi8-r"';
  expect(sourcesWith(toml)).toMatchObject([
    { query: "=example.com", charset: "koi8-r", trusted: true },
  ]);
});

test.for([
  ["2.0.192.in-addr.arpa", "192.0.2.0/24"],
  ["1.2.0.192.in-addr.arpa", "192.0.2.1/32"],
  ["8.b.d.0.1.0.0.2.ip6.arpa", "2001:db8::/32"],
  ["x.2.0.192.in-addr.arpa", undefined],
  ["0.0.0.0.0.in-addr.arpa", undefined],
  ["256.in-addr.arpa", undefined],
  ["g.ip6.arpa", undefined],
  ["example.arpa", undefined],
])("reverseNetwork reads %s as %s", ([name = "", network]) => {
  const found = reverseNetwork(name);
  expect(found && `${found.address}/${found.prefix}`).toBe(network);
});
