import { expect, test } from "vitest";
import { reverseNetwork } from "../src/plan/reverse-name.ts";
import { planOf, wholePlan } from "./support/plans.ts";

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
  // A registry of its own below somebody else's zone, and the zone itself, which is an object above it.
  ["www.example.ac.uk", "whois whois.ja.net"],
  ["example.co.za", "whois whois.registry.net.za"],
  ["co.za", "whois whois.registry.net.za"],
  [
    "uk.com",
    "rdap https://rdap.verisign.com/com/v1/domain/uk.com",
    "whois whois.verisign-grs.com",
    "whois whois.centralnic.net",
  ],
  ["co.uk", "rdap https://rdap.nominet.uk/uk/domain/co.uk", "whois whois.nic.uk"],
  [
    "ac.uk",
    "rdap https://rdap.nominet.uk/uk/domain/ac.uk",
    "whois whois.nic.uk",
    "whois whois.ja.net",
  ],
  ["рф", "whois whois.iana.org"],
  // Hosts and handles, by their zones and their tags.
  [
    "nameserver ns1.example.com",
    "rdap https://rdap.verisign.com/com/v1/nameserver/ns1.example.com",
    "whois whois.verisign-grs.com",
  ],
  ["nameserver ns1.example.test", "local test"],
  ["ABC123-ARIN", "rdap https://rdap.arin.net/registry/entity/ABC123-ARIN", "whois whois.arin.net"],
  ["x1-ripe", "rdap https://rdap.db.ripe.net/entity/X1-RIPE", "whois whois.ripe.net"],
  ["EXAMPLE-MNT", "whois whois.ripe.net"],
  ["X1-AFRINIC", "whois whois.afrinic.net"],
  ["AA1-AP", "whois whois.apnic.net"],
  ["NET-192-0-2-0-1", "whois whois.arin.net"],
  ["ABC123-NOBODY"],
  ["registrar 292", "rdap https://rdap.verisign.com/com/v1/entity/292"],
  ["--via=whois registrar 292"],
  // Private, reserved and documentation numbers, and names for special use.
  ["AS0", "local 0"],
  ["AS23456", "local 23456"],
  ["AS64496", "local 64496-64511"],
  ["AS64512", "local 64512-65534"],
  ["AS65535", "local 65535"],
  ["AS65536", "local 65536-65551"],
  ["AS4200000000", "local 4200000000-4294967294"],
  ["www.printer.local", "local local"],
  ["example.onion", "local onion"],
])("planQuery: %s", ([line = "", ...sources]) => {
  expect(planOf(line)).toEqual(sources);
});

/** Zones for which one of the two protocols alone finds nobody, whichever it is. */
test.for([
  // No port 43 any more.
  ["example.dev", "rdap https://pubapi.registry.google/rdap/domain/example.dev"],
  ["example.app", "rdap https://pubapi.registry.google/rdap/domain/example.app"],
  ["example.google", "rdap https://pubapi.registry.google/rdap/domain/example.google"],
  // RDAP that IANA does not list.
  [
    "example.io",
    "rdap https://rdap.identitydigital.services/rdap/domain/example.io",
    "whois whois.nic.io",
  ],
  ["example.de", "rdap https://rdap.denic.de/domain/example.de", "whois whois.denic.de"],
  ["example.ch", "rdap https://rdap.nic.ch/domain/example.ch", "whois whois.nic.ch"],
  // No RDAP.
  ["example.edu", "whois whois.educause.edu"],
  ["example.jp", "whois whois.jprs.jp"],
  ["example.eu", "whois whois.eu"],
])("planQuery knows somebody to ask about %s", ([line = "", ...sources]) => {
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
  expect(wholePlan("example.com").sources[1]).toMatchObject({ query: "domain example.com" });
  const toml =
    '[zones.com]\nwhois = "whois.example.net"\nrdap = []\nquery = "={name}"\ncharset = "koi8-r"';
  expect(wholePlan("example.com", toml).sources).toMatchObject([
    { query: "=example.com", charset: "koi8-r", trusted: true },
  ]);
});

test("planQuery asks the RDAP server that configuration names for com about registrars", () => {
  const toml = '[zones.com]\nwhois = "whois.example"\nrdap = ["https://rdap.example/"]';
  expect(planOf("registrar 292", toml)).toEqual(["rdap https://rdap.example/entity/292"]);
});

test.for([
  ["AS3333:AS-EXAMPLE", "whois whois.ripe.net"],
  ["as13335:rs-example", "whois whois.arin.net"],
  ["ab123jp", "whois whois.nic.ad.jp"],
])("planQuery knows the registry of %s, which has no object tag", ([handle = "", source]) => {
  expect(planOf(handle)).toEqual([source]);
});

test.for([
  ["--via=rdap example.az", "", "No RDAP server is known for it, and no other was to be asked"],
  [
    "--via=whois registrar 292",
    "",
    "No WHOIS server is known for it, and no other was to be asked",
  ],
  [
    "example.nu",
    '[zones.nu]\nwhois = "none"\nrdap = []',
    'The configuration names nobody for it: [zones."nu"]',
  ],
])("planQuery says why nobody is asked for %s", ([line = "", toml, note]) => {
  const { sources, notes } = wholePlan(line, toml);
  expect(sources).toEqual([]);
  expect(notes).toContain(note);
});

test("planQuery says that no registry is known for a handle", () => {
  expect(wholePlan("ABC123-NOBODY")).toMatchObject({
    sources: [],
    notes: ["No registry is known for handles of this form"],
  });
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
