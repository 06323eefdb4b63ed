import { expect, test } from "vitest";
import { addressText, type IpNetwork, parseNetwork, rangeOf } from "../src/model/ip.ts";
import { loadBuiltInTables } from "../src/tables/built-in.ts";
import { readRange } from "../src/tables/range-index.ts";

const tables = loadBuiltInTables();
const { specialNames, specialNetworks, specialAutnums } = tables.data;

function network(text: string): IpNetwork {
  const parsed = parseNetwork(text);
  if (parsed === undefined) throw new Error(`Cannot read "${text}"`);
  return parsed;
}

test.each(specialNames)("specialName knows $key and what lies below it", (entry) => {
  expect(tables.specialName(entry.key)).toBe(entry);
  expect(tables.specialName(`a.b.${entry.key}`)).toBe(entry);
  expect(tables.specialName(`not${entry.key}`)).not.toBe(entry);
});

test.each([
  ["test", "RFC 6761"],
  ["localhost", "RFC 6761"],
  ["invalid", "RFC 6761"],
  ["example", "RFC 6761"],
  ["local", "RFC 6762"],
  ["onion", "RFC 7686"],
  ["alt", "RFC 9476"],
  ["home.arpa", "RFC 8375"],
  ["ipv4only.arpa", "RFC 8880"],
  ["resolver.arpa", "RFC 9462"],
  ["service.arpa", "RFC 9665"],
  ["10.in-addr.arpa", "RFC 6761"],
  ["31.172.in-addr.arpa", "RFC 6761"],
  ["254.169.in-addr.arpa", "RFC 6762"],
  ["a.e.f.ip6.arpa", "RFC 6762"],
])("specialName gives %s its %s", (name, rfc) => {
  expect(tables.specialName(name)?.rfc).toContain(rfc);
  expect(tables.specialName(name)?.registry).toBe("IANA Special-Use Domain Names");
});

test("specialName says of internal who reserved it, since no RFC did", () => {
  expect(tables.specialName("nas.internal")).toMatchObject({
    registry: "ICANN reserved top-level names",
    rfc: [],
    details: [["Decision", "ICANN Board resolution 2024.07.29.06: never to be delegated"]],
  });
});

test.each(["example.com", "example.net", "example.org", "www.example.com", "com", "arpa", ""])(
  'specialName leaves "%s" to its registry',
  (name) => {
    expect(tables.specialName(name)).toBeUndefined();
  },
);

test.each(specialNetworks)("specialNetwork knows the ends of $key", ({ key }) => {
  const block = network(key);
  const { version, start, end } = rangeOf(block);
  expect(tables.specialNetwork(block)?.key).toBe(key);
  for (const number of [start, end])
    expect(tables.specialNetwork(network(addressText(version, number)))).toBeDefined();
});

test.each([
  ["192.0.0.170", "192.0.0.170/32"],
  ["192.0.0.5", "192.0.0.0/29"],
  ["192.0.0.200", "192.0.0.0/24"],
  ["192.0.0.0/29", "192.0.0.0/29"],
  ["192.0.0.0/28", "192.0.0.0/24"],
  ["255.255.255.255", "255.255.255.255/32"],
  ["255.255.255.254", "240.0.0.0/4"],
  ["239.1.2.3", "224.0.0.0/4"],
  ["2001:db8:ffff::/48", "2001:db8::/32"],
  ["2001::1", "2001::/32"],
  ["2001:1ff::1", "2001::/23"],
  ["ff02::1", "ff00::/8"],
  ["::c000:201", "::/8"],
  ["4000::1", "4000::/3"],
  ["3000::1", "3000::/4"],
  ["3fff:1000::1", "3000::/4"],
  ["3fff:fff::1", "3fff::/20"],
])("specialNetwork takes the most specific block: %s is in %s", (text, key) => {
  expect(tables.specialNetwork(network(text))?.key).toBe(key);
});

test.each([
  "192.0.0.0/23",
  "0.0.0.0/0",
  "8.8.8.8",
  "9.255.255.255",
  "11.0.0.0",
  "2001:200::1",
  "2a00::/12",
  "::/0",
])("specialNetwork leaves %s to its registry", (text) => {
  expect(tables.specialNetwork(network(text))).toBeUndefined();
});

test.each(["192.31.196.1", "192.52.193.0/24", "192.175.48.6", "2620:4f:8000::42"])(
  "specialNetwork does not hide the registration of %s, which everyone may reach",
  (text) => {
    expect(tables.specialNetwork(network(text))).toBeUndefined();
    expect(tables.networkEntry(network(text))?.registry).toBe("ARIN");
  },
);

test("specialNetwork tells what the registry says of a block", () => {
  expect(tables.specialNetwork(network("10.1.2.3"))).toEqual({
    key: "10.0.0.0/8",
    name: "Private-Use",
    rfc: ["RFC 1918"],
    registry: "IANA IPv4 Special-Purpose Address Registry",
    date: "2017-02",
    details: [
      ["Allocation date", "1996-02"],
      ["Source", "True"],
      ["Destination", "True"],
      ["Forwardable", "True"],
      ["Globally reachable", "False"],
      ["Reserved by protocol", "False"],
    ],
  });
  expect(tables.specialNetwork(network("192.88.99.1"))?.details).toContainEqual([
    "Termination date",
    "2015-03",
  ]);
});

test.each(specialAutnums)("specialAutnum knows the ends of $key", (entry) => {
  const { start, end } = readRange(entry.key);
  expect(tables.specialAutnum(start)).toBe(entry);
  expect(tables.specialAutnum(end)).toBe(entry);
  expect(entry.rfc).toHaveLength(1);
});

test("specialAutnum names the RFC of every reserved number and no other number", () => {
  const rfcs = [0, 1, 23455, 23456, 23457, 64495, 64496, 64512, 65535, 65536, 65551, 65552].map(
    (number) => tables.specialAutnum(number)?.rfc[0],
  );
  expect(rfcs).toEqual([
    "RFC 7607",
    undefined,
    undefined,
    "RFC 6793",
    undefined,
    undefined,
    "RFC 5398",
    "RFC 6996",
    "RFC 7300",
    "RFC 5398",
    "RFC 5398",
    undefined,
  ]);
  expect(tables.specialAutnum(4199999999)).toBeUndefined();
  expect(tables.specialAutnum(4200000000)?.rfc).toEqual(["RFC 6996"]);
  expect(tables.specialAutnum(4294967295)?.rfc).toEqual(["RFC 7300"]);
});
