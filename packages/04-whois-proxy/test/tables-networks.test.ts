import { expect, test } from "vitest";
import { type IpNetwork, parseNetwork } from "../src/model/ip.ts";
import { buildTables } from "../src/tables/build-tables.ts";
import { loadBuiltInTables } from "../src/tables/built-in.ts";
import { RangeIndex, readRange } from "../src/tables/range-index.ts";
import type { TableData } from "../src/tables/table-data.ts";

const tables = loadBuiltInTables();
const { data } = tables;

function network(text: string): IpNetwork {
  const parsed = parseNetwork(text);
  if (parsed === undefined) throw new Error(`Cannot read "${text}"`);
  return parsed;
}

/** The built-in tables with other services in one bootstrap file. */
const withServices = (name: "ipv4" | "asn", services: TableData["bootstrap"]["ipv4"]["services"]) =>
  buildTables({
    ...data,
    bootstrap: { ...data.bootstrap, [name]: { ...data.bootstrap[name], services } },
  });

test("networkEntry names registry, servers, block, and where that is known from", () => {
  expect(tables.networkEntry(network("193.0.6.139"))).toEqual({
    registry: "RIPE NCC",
    whois: "whois.ripe.net",
    rdap: ["https://rdap.db.ripe.net/"],
    block: "193.0.0.0/8",
    from: "IANA IPv4 Address Space Registry of 2011-02, IANA RDAP bootstrap of 2019-06-07",
  });
});

test("networkEntry knows a block that only the newer bootstrap has, with its registry's WHOIS", () => {
  expect(tables.networkEntry(network("2410::1"))).toEqual({
    registry: "APNIC",
    whois: "whois.apnic.net",
    rdap: ["https://rdap.apnic.net/"],
    block: "2410::/12",
    from: "IANA RDAP bootstrap of 2024-11-01",
  });
});

test("networkEntry needs the whole network inside the block", () => {
  expect(tables.networkEntry(network("193.0.0.0/8"))?.block).toBe("193.0.0.0/8");
  expect(tables.networkEntry(network("192.0.0.0/7"))).toBeUndefined();
  expect(tables.networkEntry(network("0.0.0.0/0"))).toBeUndefined();
  expect(tables.networkEntry(network("::/0"))).toBeUndefined();
});

test("networkEntry knows nothing of space that nobody was given", () => {
  expect(tables.networkEntry(network("127.0.0.1"))).toBeUndefined();
  expect(tables.networkEntry(network("2004::1"))).toBeUndefined();
});

test("networkEntry takes the longest prefix", () => {
  const moved = withServices("ipv4", [
    { entries: ["193.0.0.0/8"], urls: ["https://rdap.db.ripe.net/"] },
    { entries: ["193.12.0.0/16"], urls: ["https://rdap.arin.net/registry/"] },
  ]);
  expect(moved.networkEntry(network("193.12.255.255"))?.block).toBe("193.12.0.0/16");
  expect(moved.networkEntry(network("193.13.0.0"))?.block).toBe("193.0.0.0/8");
  expect(moved.networkEntry(network("193.12.0.0/15"))?.block).toBe("193.0.0.0/8");
});

test("networkEntry takes a block of prefix length 0 for all addresses of its version", () => {
  const everything = withServices("ipv4", [
    { entries: ["0.0.0.0/0"], urls: ["https://rdap.iana.org/"] },
  ]);
  expect(everything.networkEntry(network("127.0.0.1"))?.whois).toBe("whois.iana.org");
  expect(everything.networkEntry(network("0.0.0.0/0"))?.block).toBe("0.0.0.0/0");
  expect(everything.networkEntry(network("::1"))).toBeUndefined();
});

test("networkEntry takes the WHOIS of the registry that the bootstrap names, not of an older table", () => {
  const moved = withServices("ipv4", [
    { entries: ["193.0.0.0/8"], urls: ["https://rdap.arin.net/registry/"] },
  ]);
  expect(moved.networkEntry(network("193.0.6.139"))).toMatchObject({
    registry: "ARIN",
    whois: "whois.arin.net",
  });
});

test("networkEntry keeps the delegation's WHOIS beside an RDAP server that is no regional registry's", () => {
  const strange = withServices("ipv4", [
    { entries: ["193.0.0.0/8"], urls: ["https://rdap.example.net/"] },
  ]);
  expect(strange.networkEntry(network("193.0.6.139"))).toMatchObject({
    registry: "RIPE NCC",
    whois: "whois.ripe.net",
    rdap: ["https://rdap.example.net/"],
  });
});

test("networkEntry has WHOIS alone for a block that the bootstrap does not list", () => {
  expect(withServices("ipv4", []).networkEntry(network("193.0.6.139"))).toEqual({
    registry: "RIPE NCC",
    whois: "whois.ripe.net",
    rdap: [],
    block: "193.0.0.0/8",
    from: "IANA IPv4 Address Space Registry of 2011-02",
  });
});

test("autnumEntry finds the ends of a range and not the numbers beside it", () => {
  const sparse = withServices("asn", [
    { entries: ["10-20", "30"], urls: ["https://rdap.db.ripe.net/"] },
    { entries: ["21-22"], urls: ["https://rdap.example.net/"] },
  ]);
  const blocks = [9, 10, 20, 21, 22, 23, 29, 30, 31].map((n) => sparse.autnumEntry(n)?.block);
  expect(blocks).toEqual([
    undefined,
    "10-20",
    "10-20",
    "21-22",
    "21-22",
    undefined,
    undefined,
    "30",
    undefined,
  ]);
  expect(sparse.autnumEntry(21)).toEqual({
    registry: "rdap.example.net",
    rdap: ["https://rdap.example.net/"],
    block: "21-22",
    from: "IANA RDAP bootstrap of 2026-06-01",
  });
});

test("autnumEntry knows numbers of more than 16 bits, and none of 4294967295", () => {
  expect(tables.autnumEntry(396982)).toMatchObject({ registry: "ARIN", whois: "whois.arin.net" });
  expect(tables.autnumEntry(4294967295)).toBeUndefined();
});

test("handleEntry goes by what follows the last hyphen, whatever its case", () => {
  expect(tables.handleEntry("X-Y-ripe")).toEqual({
    rdap: ["https://rdap.db.ripe.net/"],
    rdapFrom: expect.stringMatching(/^IANA RDAP bootstrap of /),
    whois: "whois.ripe.net",
    whoisFrom: expect.stringMatching(/^what WHOIS clients make of handles of /),
  });
  for (const handle of ["ABC-RIPE-1", "RIPE", ""])
    expect(tables.handleEntry(handle)).toBeUndefined();
});

test.for([
  ["EXAMPLE-MNT", "whois.ripe.net"],
  ["X1-AP", "whois.apnic.net"],
  ["NET-192-0-2-0-1", "whois.arin.net"],
  ["NS12-HST", "whois.arin.net"],
  ["DENIC-1000006", "whois.denic.de"],
  ["ABC-CZNIC", "whois.nic.cz"],
  ["AS-EXAMPLE", "whois.ripe.net"],
  ["AS-EXAMPLE-ARIN", "whois.arin.net"],
  ["AB123JP", "whois.nic.ad.jp"],
  ["AB-123JP", undefined],
  ["GOVI", undefined],
])("handleEntry knows handles without an object tag by custom: %s", ([handle = "", server]) => {
  expect(tables.handleEntry(handle)?.whois).toBe(server);
});

test("RangeIndex refuses ranges that overlap", () => {
  expect(
    () =>
      new RangeIndex([
        [readRange("1-5"), "a"],
        [readRange("5"), "b"],
      ]),
  ).toThrow(new RangeError("Cannot index ranges: 1-5 and 5 overlap"));
});
