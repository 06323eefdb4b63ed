import * as fc from "fast-check";
import { expect, test } from "vitest";
import { addressText, type IpNetwork, parseNetwork } from "../src/model/ip.ts";
import { portRefusal, refusalOf } from "../src/upstream/guard.ts";

const networks = (...texts: string[]): IpNetwork[] =>
  texts.flatMap((text) => parseNetwork(text) ?? []);

test.each([
  ["0.0.0.0", "unspecified"],
  ["0.1.2.3", "unspecified"],
  ["10.255.255.255", "private"],
  ["100.100.100.200", "shared address space"],
  ["127.0.0.1", "loopback"],
  ["127.255.255.254", "loopback"],
  ["168.63.129.16", "a cloud's metadata service"],
  ["169.254.169.254", "link-local"],
  ["172.16.0.1", "private"],
  ["172.31.255.255", "private"],
  ["192.0.0.192", "for protocols"],
  ["192.0.2.1", "for documentation"],
  ["192.88.99.1", "a 6to4 relay"],
  ["192.168.1.1", "private"],
  ["198.18.0.1", "for benchmarks"],
  ["198.19.255.255", "for benchmarks"],
  ["198.51.100.1", "for documentation"],
  ["203.0.113.1", "for documentation"],
  ["224.0.0.1", "multicast"],
  ["239.255.255.255", "multicast"],
  ["240.0.0.1", "reserved"],
  ["255.255.255.255", "reserved"],
  ["::", "unspecified"],
  ["::1", "loopback"],
  ["100::1", "not public"],
  ["64:ff9b:1::808:808", "not public"],
  ["2001:1::1", "for protocols"],
  ["2001:2::1", "for protocols"],
  ["2001:20::1", "for protocols"],
  ["2001:db8::1", "for documentation"],
  ["3fff::1", "for documentation"],
  ["4000::1", "not public"],
  ["5f00::1", "not public"],
  ["fd00:ec2::254", "private"],
  ["fe80::1", "link-local"],
  ["fec0::1", "site-local"],
  ["ff02::1", "multicast"],
])("refusalOf refuses %s: it is %s", (address, what) => {
  expect(refusalOf(address, [])).toBe(`${address} is ${what}`);
});

test.each([
  ["::ffff:127.0.0.1", "127.0.0.1 is loopback"],
  ["::ffff:a9fe:a9fe", "169.254.169.254 is link-local"],
  ["64:ff9b::10.0.0.1", "10.0.0.1 is private"],
  ["2002:7f00:1::1", "127.0.0.1 is loopback"],
  ["2002:c0a8:101:ffff::", "192.168.1.1 is private"],
  // Teredo: by its server, and by its client, whose bits are turned over.
  ["2001:0:a00:1::f7f7:f7f7", "10.0.0.1 is private"],
  ["2001:0:808:808::80ff:fffe", "127.0.0.1 is loopback"],
])("refusalOf refuses %s: it leads to %s", (address, inner) => {
  expect(refusalOf(address, [])).toBe(`${address} leads to ${inner}`);
});

test.each([
  "8.8.8.8",
  "172.15.255.255",
  "172.32.0.1",
  "100.128.0.1",
  "192.31.196.1",
  "223.255.255.255",
  "2001:4860:4860::8888",
  "2a00::1",
  "::ffff:8.8.8.8",
  "64:ff9b::8.8.8.8",
  "2002:808:808::1",
  "2001:0:808:808::f7f7:f7f7",
])("refusalOf lets %s be dialled", (address) => {
  expect(refusalOf(address, [])).toBeUndefined();
});

test.each([
  "",
  "localhost",
  "127.1",
  "0x7f000001",
  "010.0.0.1",
  "10.0.0.0/8",
  "fe80::1%eth0",
  "[::1]",
])("refusalOf refuses what is no plain address: %j", (address) => {
  expect(refusalOf(address, networks("0.0.0.0/0", "::/0"))).toMatch(/is not an address$/);
});

test("refusalOf lets through what allow_addresses covers, also inside an IPv6 address, and no more", () => {
  const allow = networks("10.1.0.0/16", "fd00::/8", "127.0.0.0/8");
  for (const address of ["10.1.2.3", "fd00::1", "127.0.0.1", "::ffff:10.1.2.3"])
    expect([address, refusalOf(address, allow)]).toEqual([address, undefined]);
  for (const address of ["10.2.0.1", "fe80::1", "::1", "::ffff:10.2.0.1"])
    expect(refusalOf(address, allow)).toContain(address);
});

test("refusalOf judges a mapped address as the address that it maps", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), (number) => {
      const plain = addressText(4, BigInt(number));
      const mapped = addressText(6, (0xffffn << 32n) | BigInt(number));
      expect(refusalOf(mapped, []) === undefined).toBe(refusalOf(plain, []) === undefined);
    }),
  );
});

test("portRefusal lets strangers name the ports of WHOIS, rwhois and the web only", () => {
  for (const port of [43, 4321, 80, 443]) expect(portRefusal(port)).toBeUndefined();
  expect(portRefusal(22)).toBe("port 22 is not for WHOIS or RDAP");
  for (const port of [0, 25, 53, 6379, 8080, 65_535]) expect(portRefusal(port)).toBeDefined();
});
