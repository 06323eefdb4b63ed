import { expect, test } from "vitest";
import { recordFromRdap } from "../src/record/from-rdap.ts";

const network = (members: object): unknown =>
  recordFromRdap({ objectClassName: "ip network", ...members });
const autnum = (members: object): unknown =>
  recordFromRdap({ objectClassName: "autnum", ...members });

test("recordFromRdap computes the CIDR blocks of a range", () => {
  expect(network({ startAddress: "192.0.2.0", endAddress: "192.0.2.191" })).toEqual({
    kind: "network",
    start: "192.0.2.0",
    end: "192.0.2.191",
    cidrs: ["192.0.2.0/25", "192.0.2.128/26"],
  });
});

test("recordFromRdap reads addresses with leading zeros and in capitals", () => {
  expect(network({ startAddress: "010.000.000.000", endAddress: "010.255.255.255" })).toMatchObject(
    {
      start: "10.0.0.0",
      cidrs: ["10.0.0.0/8"],
    },
  );
  expect(network({ startAddress: "2001:0DB8::", endAddress: "2001:DB8::FFFF" })).toMatchObject({
    start: "2001:db8::",
    end: "2001:db8::ffff",
    cidrs: ["2001:db8::/112"],
  });
});

test("recordFromRdap prefers the registry's own CIDR blocks, and skips broken ones", () => {
  const cidr0_cidrs = [
    { v4prefix: "192.0.2.0", length: 25 },
    { v4prefix: "192.0.2.128", length: 99 },
    { v4prefix: "nonsense", length: 8 },
    { v6prefix: "192.0.2.128", length: "25" },
    7,
  ];
  const range = { startAddress: "192.0.2.0", endAddress: "192.0.2.255" };
  expect(network({ ...range, cidr0_cidrs })).toMatchObject({
    cidrs: ["192.0.2.0/25", "192.0.2.128/25"],
  });
  expect(network({ ...range, cidr0_cidrs: [{ length: 8 }] })).toMatchObject({
    cidrs: ["192.0.2.0/24"],
  });
});

test.each([
  [
    "CIDR blocks",
    {
      cidr0_cidrs: [
        { v4prefix: "192.0.2.128", length: 25 },
        { v4prefix: "192.0.2.0", length: 25 },
      ],
    },
  ],
  ["a handle that is a range", { handle: "192.0.2.0 - 192.0.2.255" }],
  ["a handle that is a block", { handle: "192.0.2.0/24" }],
  ["a start that is a block", { startAddress: "192.0.2.0/24" }],
])("recordFromRdap finds the range in %s", (_, members) => {
  expect(network(members)).toMatchObject({ start: "192.0.2.0", end: "192.0.2.255" });
});

test.each([
  {},
  { startAddress: "192.0.2.9", endAddress: "192.0.2.1" },
  { startAddress: "192.0.2.0", endAddress: "2001:db8::" },
  { startAddress: 7, endAddress: [] },
  { handle: "NET-1" },
])("recordFromRdap finds no network in %j", (members) => {
  expect(network(members)).toBeUndefined();
});

test("recordFromRdap reads origin AS numbers up to 2^32-1", () => {
  const origins = [0, 4_294_967_295, 4_294_967_296, -1, 1.5, "64500", "AS1", null];
  expect(
    network({ startAddress: "192.0.2.0", arin_originas0_originautnums: origins }),
  ).toMatchObject({ originAutnums: [0, 4_294_967_295, 64_500] });
});

test("recordFromRdap reads an AS number from its handle or from text", () => {
  expect(autnum({ startAutnum: 64_500, endAutnum: 64_503 })).toEqual({
    kind: "autnum",
    start: 64_500,
    end: 64_503,
  });
  expect(autnum({ handle: "AS64500" })).toMatchObject({ start: 64_500, end: 64_500 });
  expect(autnum({ startAutnum: "64500" })).toMatchObject({ start: 64_500, end: 64_500 });
});

test.each([{}, { startAutnum: 9, endAutnum: 1 }, { startAutnum: 2 ** 32 }, { startAutnum: -1 }])(
  "recordFromRdap finds no AS number in %j",
  (members) => {
    expect(autnum(members)).toBeUndefined();
  },
);

test("recordFromRdap tells RPSL's descr from remarks, and keeps statuses of numbers as they are", () => {
  const remarks = [
    { title: "description", description: ["What it is", "", "and where"] },
    { title: "remarks", description: ["Something else"] },
    { title: "Unvalidated POC", description: ["No response"] },
  ];
  expect(autnum({ startAutnum: 1, remarks, status: ["active"], country: "nl" })).toEqual({
    kind: "autnum",
    start: 1,
    end: 1,
    country: "NL",
    statuses: ["active"],
    description: ["What it is", "", "and where"],
    remarks: ["Something else", "Unvalidated POC: No response"],
  });
});

test("recordFromRdap keeps an organisation's own contacts with it", () => {
  const nested = { roles: ["abuse"], handle: "POC" };
  const entities = [{ roles: ["registrant"], handle: "ORG", entities: [nested] }];
  expect(autnum({ startAutnum: 1, entities })).toMatchObject({
    contacts: { registrant: [{ handle: "ORG", contacts: { abuse: [{ handle: "POC" }] } }] },
  });
});
