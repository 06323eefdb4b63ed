import fc from "fast-check";
import { isIPv6 } from "node:net";
import { expect, test } from "vitest";
import {
  addressNumber,
  addressText,
  cidrsOf,
  contains,
  parseNetwork,
  rangeOf,
} from "../src/model/ip.ts";

const network = (text: string) => {
  const parsed = parseNetwork(text);
  if (parsed === undefined) throw new Error(`Cannot use "${text}" in a test`);
  return parsed;
};

const words = (text: string) => {
  const { address, prefix } = network(text);
  return `${address}/${prefix}`;
};

test.for([
  ["192.0.2.1", "192.0.2.1/32"],
  ["192.0.2.255/25", "192.0.2.128/25"],
  ["0.0.0.0/0", "0.0.0.0/0"],
  ["2001:DB8::", "2001:db8::/128"],
  ["2001:0db8:0:0:0:0:0:0001/32", "2001:db8::/32"],
  ["::192.0.2.1", "::c000:201/128"],
  ["::ffff:192.0.2.1", "::ffff:c000:201/128"],
  ["64:ff9b::192.0.2.1", "64:ff9b::c000:201/128"],
])("parseNetwork reads %s as %s", ([text = "", canonical]) => {
  expect(words(text)).toBe(canonical);
});

test.for([
  "",
  "1.2.3",
  "010.1.1.1",
  "1.2.3.4.5",
  "192.0.2.0/33",
  "192.0.2.0/",
  "192.0.2.0/08",
  "::/129",
  "fe80::1%lo",
  "1.2.3.4/1/2",
  "x",
])("parseNetwork refuses %j", (text) => {
  expect(parseNetwork(text)).toBeUndefined();
});

test("addressText is what addressNumber reads, for every address of both versions", () => {
  fc.assert(
    fc.property(fc.bigInt(0n, 2n ** 32n - 1n), fc.bigInt(0n, 2n ** 128n - 1n), (four, six) => {
      expect(addressNumber(addressText(4, four))).toBe(four);
      expect(addressNumber(addressText(6, six))).toBe(six);
      expect(isIPv6(addressText(6, six))).toBe(true);
    }),
  );
});

test("cidrsOf covers a range exactly, with as few blocks as there can be", () => {
  const range = {
    version: 4,
    start: addressNumber("192.0.2.5"),
    end: addressNumber("192.0.2.16"),
  } as const;
  expect(cidrsOf(range).map(({ address, prefix }) => `${address}/${prefix}`)).toEqual([
    "192.0.2.5/32",
    "192.0.2.6/31",
    "192.0.2.8/29",
    "192.0.2.16/32",
  ]);
  expect(cidrsOf(rangeOf(network("::/0")))).toEqual([network("::/0")]);
  expect(cidrsOf({ version: 4, start: 0n, end: 2n ** 32n - 1n })).toEqual([network("0.0.0.0/0")]);
});

test("cidrsOf gives blocks that touch, from the first to the last address", () => {
  const number = fc.bigInt(0n, 2n ** 32n - 1n);
  fc.assert(
    fc.property(number, number, (a, b) => {
      const [start, end] = a < b ? [a, b] : [b, a];
      const ranges = cidrsOf({ version: 4, start, end }).map(rangeOf);
      expect(ranges[0]?.start).toBe(start);
      expect(ranges.at(-1)?.end).toBe(end);
      const afterEach = ranges.slice(0, -1).map((range) => range.end + 1n);
      expect(ranges.slice(1).map((range) => range.start)).toEqual(afterEach);
    }),
  );
});

test("contains needs all of the inner network, and the same version", () => {
  expect(contains(network("10.0.0.0/8"), network("10.255.0.0/16"))).toBe(true);
  expect(contains(network("10.0.0.0/8"), network("10.0.0.0/8"))).toBe(true);
  expect(contains(network("10.0.0.0/8"), network("10.0.0.0/7"))).toBe(false);
  expect(contains(network("10.0.0.0/8"), network("11.0.0.0/8"))).toBe(false);
  expect(contains(network("0.0.0.0/0"), network("::1"))).toBe(false);
});
