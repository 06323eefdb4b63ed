/** Replies that nobody would write, and replies made to break the reader. */

import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { RegistryRecord } from "../src/model/record.ts";
import { limits } from "../src/record/limits.ts";
import { decodeReply } from "../src/upstream/charset.ts";
import { recordFromWhois } from "../src/whois-text/record-from-whois.ts";
import { faultsIn, inventedIn, subjectOf, whoisTextCases } from "./whois-text-cases.ts";

const subjects = [
  "example.com",
  "192.0.2.1",
  "2001:db8::/32",
  "AS64500",
  "nameserver ns1.example.com",
  "JE1-RIPE",
  "registrar 292",
].map(subjectOf);

function read(text: string, subject = subjects[0]): RegistryRecord | undefined {
  const record = subject && recordFromWhois(text, subject);
  expect(record === undefined ? [] : faultsIn(record)).toEqual([]);
  return record;
}

test("recordFromWhois never throws on any text", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.constantFrom(...subjects), (text, subject) => {
      expect(read(text, subject)).toBeOneOf([undefined, expect.objectContaining({})]);
    }),
    { numRuns: 2_000 },
  );
});

test("recordFromWhois never throws on any bytes", () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 2_000 }),
      fc.constantFrom(...subjects),
      (bytes, subject) => {
        const text = decodeReply(Buffer.from(bytes));
        expect(read(text, subject)).toBeOneOf([undefined, expect.objectContaining({})]);
      },
    ),
    { numRuns: 1_000 },
  );
});

const lines = whoisTextCases.flatMap(({ text }) => text.split("\n"));

test("recordFromWhois reads lines of all registries in any order, and invents nothing", () => {
  const shuffled = fc.array(fc.constantFrom(...lines), { maxLength: 60 });
  fc.assert(
    fc.property(shuffled, fc.constantFrom(...subjects), (some, subject) => {
      const text = some.join("\n");
      expect(inventedIn(read(text, subject), text)).toEqual([]);
    }),
    { numRuns: 3_000 },
  );
});

const junk = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.constantFrom(
    "\u0000",
    "\u001b[2J",
    "\u2028",
    "\u202e",
    "\ud800",
    ":",
    " : ",
    "[",
    "]",
    "\t\t",
    "__proto__: x",
  ),
);

test("recordFromWhois never throws on a reply with something else in some places", () => {
  const edits = fc.array(fc.tuple(fc.nat(), fc.nat(30), junk), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(fc.constantFrom(...whoisTextCases), edits, ({ subject, text }, list) => {
      const broken = list.reduce((whole, [at, cut, put]) => {
        const start = at % (whole.length + 1);
        return `${whole.slice(0, start)}${put}${whole.slice(start + cut)}`;
      }, text);
      const record = read(broken, subject);
      expect(inventedIn(record, flat(broken))).toEqual([]);
    }),
    { numRuns: 3_000 },
  );
});

/** What stands around a control character is one value, with a space between. */
const flat = (text: string): string =>
  text.toWellFormed().replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, " ");

const MEGABYTE = 1_000_000;
const fill = (unit: string): string => unit.repeat(Math.ceil(MEGABYTE / unit.length));
const HEAD = "Domain Name: example.com\n";

// Bounded work shows as a test that ends; a quadratic reader would be at one of these for hours.
test.for([
  ["no line end", "x"],
  ["colons only", ":"],
  ["colons and spaces", ": "],
  ["endless labels", "a: "],
  ["labels without values", "Registrant:\n"],
  ["headings, each indented further", "Registrant\n "],
  ["opening brackets", "["],
  ["opening brackets with words", "(a"],
  ["brackets in a label", "(a) "],
  ["spaces", " "],
  ["tabs", "\t"],
  ["dots", "."],
  ["digits", "1"],
  ["dates", "2026-01-01 "],
  ["half dates", "1-1-"],
  ["comments", "%"],
  ["timestamps", ">>> "],
  ["web addresses", " (http://a"],
  ["e-mail addresses", "a@b."],
  ["name servers", "Name Server: ns1.example.com\n"],
  ["statuses", "Status: ok, "],
  ["contacts", "\nperson: A\nnic-hdl: A1-RIPE\n"],
  ["references", "admin-c: A1-RIPE\n"],
  ["networks", "\ninetnum: 192.0.2.0 - 192.0.2.255\ncountry: NL\n"],
  ["records", "\nDomain Name: example.com\nStatus: ok\n"],
  ["keys", "DS Key Tag: 1\nDS Algorithm: 8\nDS Digest Type: 2\nDS Digest: 00\n"],
] as const)("recordFromWhois comes to an end with a megabyte of %s", ([, unit]) => {
  for (const subject of subjects) read(fill(unit), subject);
  for (const before of ["Registrant: ", "Status: ", "Updated Date: ", "Name Server: "])
    read(`${HEAD}${before}${fill(unit)}`);
  read(fill(`${" ".repeat(50)}${unit}`));
  expect(read(`${HEAD}Status: ok\n\n${fill(unit)}`)).toMatchObject({ kind: "domain" });
});

/** A reply with many values of one kind, all different. */
const many = (count: number, line: (index: number) => string): string =>
  `${HEAD}${Array.from({ length: count }, (_, index) => line(index)).join("\n")}\n`;

test("recordFromWhois reads as many name servers, statuses and contacts as the limits say", () => {
  const nameservers = many(100_000, (index) => `Name Server: ns${index}.example.com`);
  expect(read(nameservers)).toMatchObject({ nameservers: { length: limits.nameservers } });
  const addresses = many(1_000, (index) => `Name Server: ns1.example.com 192.0.2.${index % 250}`);
  expect(read(addresses)).toMatchObject({
    nameservers: [{ addresses: { length: limits.addresses } }],
  });
  const statuses = many(1_000, (index) => `Status: status-${index}`);
  expect(read(statuses)).toMatchObject({ statuses: { length: limits.statuses } });
  const contacts = many(1_000, (index) => `admin-c: A${index}-RIPE`);
  expect(read(contacts)).toMatchObject({
    contacts: { administrative: { length: limits.entities } },
  });
  const digest = "0".repeat(40);
  const keys = many(1_000, (index) => `DS Data: ${index} 8 2 ${digest}`);
  expect(read(keys)).toMatchObject({ dnssec: { ds: { length: limits.keys } } });
});

test("recordFromWhois cuts what is too long and leaves out what lies too far down", () => {
  const long = read(`${HEAD}Registrant Name: ${"x".repeat(2 * limits.text)}\n`);
  const { name } = (long?.contacts?.["registrant"] ?? [])[0] ?? {};
  expect(name?.length).toBeLessThanOrEqual(limits.text);
  expect(name).toMatch(/^x{1000,}$/);
  expect(read(`${HEAD}Status: ok\n${"\n".repeat(10_000)}Registrar: Example\n`)).not.toHaveProperty(
    "registrar",
  );
});

test("recordFromWhois reads lines with control characters as one value each", () => {
  expect(
    read(`${HEAD}Registrant Name: Jo\u0000\u001b[31m Exa\u2028mple\u202e\nStatus: ok\n`),
  ).toMatchObject({ contacts: { registrant: [{ name: "Jo [31m Exa mple" }] }, statuses: ["ok"] });
});
