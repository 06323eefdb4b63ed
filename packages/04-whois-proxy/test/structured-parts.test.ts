/** Several replies as one record. */

import { expect, test } from "vitest";
import { recordOfParts } from "../src/answer/record-of-parts.ts";
import type { RegistryRecord } from "../src/model/record.ts";
import type { Reply } from "../src/model/source.ts";
import type { Subject } from "../src/model/subject.ts";

const source = { protocol: "whois", host: "whois.example", port: 43, query: "x" } as const;

const reply = (text: string, record?: RegistryRecord): Reply => ({
  source: { ...source, trusted: true, why: "test" },
  outcome: "found",
  took: 1,
  text,
  ...(record && { record }),
});

const name: Subject = { kind: "domain", name: "example.com", unicode: "example.com" };
const address: Subject = {
  kind: "network",
  network: { version: 4, address: "192.0.2.1", prefix: 32 },
};

const REGISTRY =
  "Domain Name: EXAMPLE.COM\nRegistrar: Registry's Word\nCreation Date: 2001-01-01\n";
const REGISTRAR = "Domain Name: example.com\nRegistrar: Another\nRegistrant Name: Ann\n";

test("recordOfParts merges WHOIS texts, and the registry's word counts", () => {
  expect(recordOfParts(name, [reply(REGISTRY), reply(REGISTRAR)])).toMatchObject({
    kind: "domain",
    created: expect.stringMatching(/^2001-01-01/),
    registrar: { name: "Registry's Word" },
    contacts: { registrant: [{ name: "Ann" }] },
  });
});

test("recordOfParts merges an RDAP record with a WHOIS text", () => {
  const record: RegistryRecord = { kind: "domain", name: "example.com", handle: "1-COM" };
  const merged = recordOfParts(name, [reply("{}", record), reply(REGISTRAR)]);
  expect(merged).toMatchObject({ handle: "1-COM", registrar: { name: "Another" } });
});

test.for([
  ["first", ["192.0.2.0 - 192.0.2.127", "192.0.0.0 - 192.255.255.255"]],
  ["last", ["192.0.0.0 - 192.255.255.255", "192.0.2.0 - 192.0.2.127"]],
] as const)("recordOfParts takes the narrowest network, also when it comes %s", ([, ranges]) => {
  const [one, other] = ranges.map((range) => reply(`inetnum: ${range}\nnetname: N\n`));
  if (one === undefined || other === undefined) throw new Error("Cannot compare fewer than two");
  expect(recordOfParts(address, [one, other])).toMatchObject({
    start: "192.0.2.0",
    end: "192.0.2.127",
  });
});

test("recordOfParts is undefined for what was not found and for what cannot be read", () => {
  expect(recordOfParts(name, [{ ...reply(REGISTRY), outcome: "not-found" }])).toBeUndefined();
  expect(recordOfParts(name, [reply("It is ours.\n")])).toBeUndefined();
});
