import { expect, test } from "vitest";
import { isHandle, isSurelyHandle } from "../src/whois-text/handle.ts";
import { hostIn } from "../src/whois-text/host-name.ts";
import { nameserverIn } from "../src/whois-text/nameserver.ts";
import { isNothing } from "../src/whois-text/nothing.ts";
import { autnumsIn, isEverything, rangeIn } from "../src/whois-text/number-range.ts";
import { distinctStatuses, statusesIn } from "../src/whois-text/status.ts";

test.each([
  ["NS1.EXAMPLE.COM", "ns1.example.com", undefined],
  ["ns1.example.com.", "ns1.example.com", undefined],
  ["ns1.example.com 192.0.2.1", "ns1.example.com", ["192.0.2.1"]],
  ["ns1.example.com\t[192.0.2.1 2001:db8::1]", "ns1.example.com", ["192.0.2.1", "2001:db8::1"]],
  ["ns1.example.com (192.0.2.1,2001:db8::1)", "ns1.example.com", ["192.0.2.1", "2001:db8::1"]],
  ["ns1.example.com. 192.0.2.1, 2001:db8::1", "ns1.example.com", ["192.0.2.1", "2001:db8::1"]],
  ["ns1.example.com - 192.0.2.1", "ns1.example.com", ["192.0.2.1"]],
  ["ns1.example.com (192.0.2.1/32)", "ns1.example.com", ["192.0.2.1"]],
  ["ns1.example.com ()", "ns1.example.com", undefined],
  ["ns1.example.fi [OK]", "ns1.example.fi", undefined],
  ["- ns1.example.com", "ns1.example.com", undefined],
  ["example.pt\tNS\tns4.example.com.", "ns4.example.com", undefined],
  ["ns1.bücher.example", "ns1.xn--bcher-kva.example", undefined],
])("nameserverIn reads %j", (value, name, addresses) => {
  expect(nameserverIn(value)).toEqual(addresses === undefined ? { name } : { name, addresses });
});

test.each([
  "",
  "none",
  "192.0.2.1",
  "10.20.30.40.50",
  "not yet delegated",
  "Please see whois.example.com for details",
  `${"a.".repeat(200)}com`,
])("nameserverIn finds none in %j", (value) => {
  expect(nameserverIn(value)).toBeUndefined();
});

test.each([
  ["ok https://icann.org/epp#ok", ["ok"]],
  ["clientHold (https://www.icann.org/epp#clientHold)", ["clientHold"]],
  ["clientTransferProhibited http://www.icann.org/epp#x", ["clientTransferProhibited"]],
  [
    "client_transfer_prohibited, server_delete_prohibited",
    ["clientTransferProhibited", "serverDeleteProhibited"],
  ],
  ["CLIENTHOLD", ["clientHold"]],
  ["pending delete", ["pendingDelete"]],
  ["ok - Normal state.", ["ok"]],
  ["REGISTERED, DELEGATED", ["REGISTERED", "DELEGATED"]],
  ["Registered until expiry date.", ["Registered until expiry date."]],
  ["Locked, by order of the court", ["Locked, by order of the court"]],
  // `active` is each registry's own word.
  ["active", ["active"]],
  ["ACTIVE", ["ACTIVE"]],
  ["https://icann.org/epp", []],
  ["", []],
])("statusesIn reads %j", (value, statuses) => {
  expect(statusesIn(value)).toEqual(statuses);
});

test("distinctStatuses gives each once, and none of a name that nobody has", () => {
  expect(distinctStatuses(["ACTIVE", "active", "ok", "free", "No Object Found"])).toEqual([
    "ACTIVE",
    "ok",
  ]);
});

test.each([
  "",
  "-",
  "+",
  "***",
  "***N/A***",
  "n/a",
  "NONE",
  "null",
  "(none)",
  "Not Available From Registry",
])("isNothing takes %j for nothing", (value) => {
  expect(isNothing(value)).toBe(true);
});

test.each(["0", "no", "?????", "Nobody Ltd", "N/A Ltd", "none of your business", "北京"])(
  "isNothing takes %j for something",
  (value) => {
    expect(isNothing(value)).toBe(false);
  },
);

test.each([
  ["192.0.2.0 - 192.0.2.255", "192.0.2.0", "192.0.2.255"],
  ["192.0.2.0 - 192.0.2.255 (/24)", "192.0.2.0", "192.0.2.255"],
  ["192.000.002.000 - 192.000.002.255", "192.0.2.0", "192.0.2.255"],
  ["192.0.2.0/24", "192.0.2.0", "192.0.2.255"],
  ["203.0.112/23", "203.0.112.0", "203.0.113.255"],
  ["10/8", "10.0.0.0", "10.255.255.255"],
  ["2001:db8::/32", "2001:db8::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff"],
  ["2001:DB8:: - 2001:DB8::FFFF", "2001:db8::", "2001:db8::ffff"],
])("rangeIn reads %j", (text, start, end) => {
  const [first, last] = [rangeIn(`${start} - ${start}`), rangeIn(`${end} - ${end}`)];
  expect(rangeIn(text)).toEqual({ ...first, end: last?.end });
});

test.each([
  "",
  "10",
  "192.0.2.255 - 192.0.2.0",
  "192.0.2.0 - 2001:db8::1",
  "192.0.2.0/33",
  "192.0.2.256/32",
  "fe80::1%eth0 - fe80::2%eth0",
  "192.0.2.0 -",
  "1.2.3.4.5/8",
])("rangeIn finds none in %j", (text) => {
  expect(rangeIn(text)).toBeUndefined();
});

const isAll = (text: string): boolean => {
  const range = rangeIn(text);
  return range !== undefined && isEverything(range);
};

test("isEverything knows the object for all addresses", () => {
  expect(["0.0.0.0 - 255.255.255.255", "::/0", "0.0.0.0/1"].map(isAll)).toEqual([
    true,
    true,
    false,
  ]);
});

test.each([
  ["AS64500", 64_500, 64_500],
  ["as64500", 64_500, 64_500],
  ["64500", 64_500, 64_500],
  ["AS64496 - AS64511", 64_496, 64_511],
  ["64496-64511", 64_496, 64_511],
  ["4294967295", 4_294_967_295, 4_294_967_295],
])("autnumsIn reads %j", (text, start, end) => {
  expect(autnumsIn(text)).toEqual({ start, end });
});

test.each(["", "N/A", "AS", "AS4294967296", "AS64511 - AS64496", "AS-SET", "AS1.5"])(
  "autnumsIn finds none in %j",
  (text) => {
    expect(autnumsIn(text)).toBeUndefined();
  },
);

test("isSurelyHandle knows handles from names", () => {
  for (const text of ["JE1-RIPE", "BG1234567-NICAT", "mmr8008-171440", "20123456789", "JO00001JP"])
    expect(isSurelyHandle(text), text).toBe(true);
  for (const text of [
    "Web4U",
    "Coca-Cola",
    "7-Eleven",
    "Example",
    "Jo Example",
    "example1.com",
    "12",
  ])
    expect(isSurelyHandle(text), text).toBe(false);
  expect(isHandle("PRIKLAD-CO")).toBe(true);
  expect(isHandle("Jo Example")).toBe(false);
});

test("hostIn finds the host in what stands for one", () => {
  expect(hostIn("Whois.Example.COM")).toBe("whois.example.com");
  expect(hostIn("https://example.com/whois")).toBe("example.com");
  expect(hostIn("whois.example.com:43")).toBe("whois.example.com");
  expect(hostIn("This information is subject to terms.")).toBeUndefined();
});
