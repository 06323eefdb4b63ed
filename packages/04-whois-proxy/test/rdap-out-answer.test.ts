/** RDAP answers and their parts, by hand. */

import { expect, test } from "vitest";
import type { AnswerParts } from "../src/answer/answer-parts.ts";
import type { Contact, RegistryRecord } from "../src/model/record.ts";
import { webAddress } from "../src/rdap-out/links.ts";
import { rdapAnswer } from "../src/rdap-out/rdap-answer.ts";
import { rdapObject } from "../src/rdap-out/rdap-object.ts";
import { rdapStatus } from "../src/rdap-out/status.ts";
import { vcardOf } from "../src/rdap-out/vcard.ts";
import { rdapFaults } from "./support/rdap-conformance.ts";

/** Parts of a found answer. */
const parts = (record: RegistryRecord, subject: AnswerParts["subject"]): AnswerParts => ({
  asked: "asked",
  ...(subject && { subject }),
  outcome: "found",
  facts: {
    record,
    hops: [{ source: "rdap https://rdap.example/x", outcome: "found", took: 1, isPart: true }],
    plan: [],
    notes: [],
  },
  origin: "fresh",
  text: "text\r\n",
});

const onTheWire = (object: object): unknown => JSON.parse(JSON.stringify(object));

test("rdapAnswer of a registrar is an entity with its id, its site and its abuse contact", () => {
  const record: RegistryRecord = {
    kind: "entity",
    handle: "292",
    name: "Example Registrar",
    roles: ["registrar"],
    ianaId: "292",
    whois: "whois.registrar.example",
    url: "https://registrar.example",
    contacts: { abuse: [{ email: "abuse@registrar.example" }] },
  };
  const subject = { kind: "registrar", ianaId: 292 } as const;
  const answer = onTheWire(rdapAnswer(parts(record, subject), "http://whois.example/"));
  expect(rdapFaults(answer)).toEqual([]);
  expect(answer).toMatchObject({
    objectClassName: "entity",
    handle: "292",
    roles: ["registrar"],
    publicIds: [{ type: "IANA Registrar ID", identifier: "292" }],
    port43: "whois.registrar.example",
    entities: [{ roles: ["abuse"] }],
    links: [
      { rel: "self", href: "http://whois.example/entity/292" },
      { rel: "related", href: "https://rdap.example/x" },
    ],
  });
});

test("rdapAnswer never gives an object of another class", () => {
  const record: RegistryRecord = { kind: "autnum", start: 1, end: 2 };
  const subject = { kind: "domain", name: "example.com", unicode: "example.com" } as const;
  const answer = onTheWire(rdapAnswer(parts(record, subject)));
  expect(rdapFaults(answer)).toEqual([]);
  expect(answer).toMatchObject({ objectClassName: "domain", ldhName: "example.com" });
  expect(JSON.stringify(answer)).not.toContain("startAutnum");
});

test("rdapObject keeps what the registrar says instead, and a note of dates that are none", () => {
  const { remarks } = rdapObject({
    kind: "domain",
    name: "example.com",
    created: "before 1996",
    atRegistrar: { updated: "2026-01-02T03:04:05Z", nameservers: [{ name: "ns9.example.com" }] },
  });
  expect(remarks).toEqual([
    {
      title: "Events in the registry's own words",
      description: ["registration: before 1996"],
    },
    {
      title: "What the registrar says instead",
      description: ["last changed: 2026-01-02T03:04:05Z", "name server: ns9.example.com"],
    },
  ]);
});

test("rdapObject names redactions by their registered type, and others by their words", () => {
  const { redacted } = rdapObject({
    kind: "domain",
    name: "example.com",
    redacted: [
      { name: "Registrant Name", reason: "Policy" },
      { name: "Admin Email", description: "Administrative E-mail" },
    ],
  });
  expect(onTheWire({ redacted })).toEqual({
    redacted: [
      { name: { type: "Registrant Name" }, reason: { description: "Policy" }, method: "removal" },
      { name: { description: "Administrative E-mail" }, method: "removal" },
    ],
  });
});

test("rdapObject makes one entity of a contact in several roles", () => {
  const contact: Contact = { handle: "A1", name: "Ann" };
  const contacts = { administrative: [contact], technical: [{ ...contact }], zone: [contact] };
  const { entities } = rdapObject({ kind: "domain", name: "example.com", contacts });
  expect(entities).toMatchObject([{ handle: "A1", roles: ["administrative", "technical"] }]);
});

test.for([
  ["ok", "active"],
  ["clientTransferProhibited", "client transfer prohibited"],
  ["linked", "associated"],
  ["addPeriod", "add period"],
  ["pendingDelete", "pending delete"],
  ["reserved", "reserved"],
  ["RESERVED", "reserved"],
  ["registered until cancelled", undefined],
] as const)("rdapStatus of %s is %s", ([status, value]) => {
  expect(rdapStatus(status)).toBe(value);
});

test.for([
  [{ phone: "+1.2125550100", phoneExt: "12" }, "uri", "tel:+1.2125550100;ext=12"],
  [{ phone: "+44 (0)20 7946 0000" }, "text", "+44 (0)20 7946 0000"],
  [{ phone: "020 7946 0000" }, "text", "020 7946 0000"],
] as const)("vcardOf writes %j as %s", ([contact, type, value]) => {
  expect(JSON.stringify(vcardOf(contact))).toContain(
    JSON.stringify(["tel", { type: "voice" }, type, value]),
  );
});

test("vcardOf has a country by its code, and an address in lines as a label", () => {
  const card = vcardOf({ name: "Ann", country: "se", address: ["Main Street 1", "Stockholm"] });
  expect(JSON.stringify(card)).toContain(
    '["adr",{"cc":"SE","label":"Main Street 1\\nStockholm"},"text",["","","","","","",""]]',
  );
});

test.for([
  ["https://example.com/x", "https://example.com/x"],
  ["www.example.com", "http://www.example.com"],
  ["https://bücher.example/ü", "https://xn--bcher-kva.example/%C3%BC"],
  ["javascript:alert(1)", undefined],
  ["none", undefined],
  ["ask us", undefined],
] as const)("webAddress(%j) is %s", ([text, address]) => {
  expect(webAddress(text)).toBe(address);
});
