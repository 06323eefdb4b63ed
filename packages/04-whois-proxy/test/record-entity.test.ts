import { expect, test } from "vitest";
import { recordFromRdap } from "../src/record/from-rdap.ts";
import { limits } from "../src/record/limits.ts";
import { ownResponse } from "./rdap-cases.ts";

const entity = (members: object): unknown =>
  recordFromRdap({ objectClassName: "entity", handle: "X", ...members });
const card = (...properties: readonly unknown[]): unknown => ["vcard", properties];

test("recordFromRdap reads a registrar with its ids and its people", () => {
  expect(recordFromRdap(ownResponse("21-entity-registrar"))).toEqual({
    kind: "entity",
    handle: "9998",
    name: "Example Registrar, Inc.",
    organization: "Example Holding",
    street: ["Suite 9", "1 Registrar Way"],
    city: "Springfield",
    state: "IL",
    postalCode: "62701",
    country: "US",
    phone: "+1.5555550100",
    fax: "+1.5555550199",
    email: "support@registrar.example",
    url: "https://www.registrar.example/",
    roles: ["registrar"],
    ianaId: "9998",
    publicIds: [{ type: "Other ID", identifier: "X-1" }],
    statuses: ["active"],
    updated: "2024-05-06T07:08:09Z",
    databaseUpdated: "2026-01-05T10:11:12Z",
    // The registry's, not the registrar's own.
    port43: "whois.registry.example",
    self: "https://rdap.registry.example/v1/entity/9998",
    contacts: {
      administrative: [
        {
          handle: "C1",
          name: "Ann Admin",
          organization: "Example Holding",
          phone: "+1.5555550110",
          email: "ann@registrar.example",
        },
      ],
      technical: [
        {
          handle: "C2",
          name: "Tom Tech",
          phone: "+1.5555550120",
          fax: "+1.5555550121",
          email: "tom@registrar.example",
        },
      ],
      abuse: [{ name: "Abuse Desk", phone: "+1.5555550101", email: "abuse@registrar.example" }],
    },
  });
});

test("recordFromRdap reads an organisation with description, remarks and events", () => {
  expect(recordFromRdap(ownResponse("17-entity-organisation-apnic"))).toMatchObject({
    handle: "ORG-EX1-AP",
    name: "Example Pty Ltd",
    address: ["1 Example St", "Brisbane QLD 4000"],
    country: "AU",
    otherEmails: ["noc@example.au"],
    description: ["Brisbane's first"],
    remarks: ["no comment"],
    publicIds: [{ type: "APNIC account", identifier: "EXAMPLE-AU" }],
    events: [{ action: "locked", date: "2023-06-08T00:00:00Z" }],
    contacts: { administrative: [{ handle: "EX1-AP" }], technical: [{ handle: "EX1-AP" }] },
  });
});

test("recordFromRdap leaves out the networks that an entity holds", () => {
  const person = recordFromRdap(ownResponse("16-entity-person-ripe"));
  expect(JSON.stringify(person)).not.toContain("192.0.2.");
});

test("recordFromRdap tells what an entity withholds, under keys without a role", () => {
  expect(
    entity({
      vcardArray: card(["fn", {}, "text", "REDACTED (Policy)"], ["email", {}, "text", ""]),
      redacted: [
        { name: { type: "Registrant Phone" }, reason: { description: "Server policy" } },
        { name: { description: "Fax" }, method: "removal" },
      ],
      remarks: [
        { title: "Note", description: ["kept"] },
        {
          type: "object redacted due to authorization",
          title: "REDACTED FOR PRIVACY",
          description: ["Some of the data in this object has been removed."],
        },
      ],
      entities: [{ roles: ["technical"], vcardArray: card(["fn", {}, "text", "REDACTED"]) }],
    }),
  ).toEqual({
    kind: "entity",
    handle: "X",
    remarks: ["Note: kept"],
    redacted: [
      { name: "Registrant Phone", reason: "Server policy" },
      { name: "Fax" },
      { name: "Name", reason: "REDACTED (Policy)" },
      { name: "Contact", reason: "Some of the data in this object has been removed." },
      { name: "Tech Name" },
    ],
  });
});

test("recordFromRdap takes a number for an IANA id only of a registrar under ICANN's rules", () => {
  const rdapConformance = ["icann_rdap_response_profile_1"];
  const registrar = { handle: "123", roles: ["registrar"] };
  expect(entity({ ...registrar, rdapConformance })).toMatchObject({ ianaId: "123" });
  expect(entity(registrar)).not.toHaveProperty("ianaId");
  expect(entity({ ...registrar, roles: ["sponsor"], rdapConformance })).not.toHaveProperty(
    "ianaId",
  );
});

test("recordFromRdap reads an entity that has only a card", () => {
  const vcardArray = card(["fn", {}, "text", "Joe"], ["url", {}, "uri", "https://joe.example/"]);
  expect(entity({ handle: undefined, vcardArray })).toEqual({
    kind: "entity",
    name: "Joe",
    url: "https://joe.example/",
  });
});

test("recordFromRdap reads the people of an entity up to the limits", () => {
  const entities = Array.from({ length: 10_000 }, (_, i) => ({ handle: `H${i}`, roles: ["noc"] }));
  const record = recordFromRdap({ objectClassName: "entity", handle: "X", entities });
  // One of them is the entity itself.
  expect(record?.contacts?.["noc"]?.length).toBe(limits.entities - 1);
});

test.each([
  { vcardArray: "Joe", roles: 7, status: {}, publicIds: "1" },
  { vcardArray: [["vcard"], null, [[]]], entities: [null, 7, "x"], remarks: [[]] },
  { jscard: [], redacted: [{}, { name: {} }], links: [{ rel: "about" }] },
])("recordFromRdap skips what is malformed in an entity: %j", (members) => {
  expect(entity(members)).toEqual({ kind: "entity", handle: "X" });
});

test("recordFromRdap keeps what vCard says that somebody is", () => {
  expect(entity({ vcardArray: card(["kind", {}, "text", "Group"]) })).toMatchObject({
    kind: "entity",
    entityKind: "group",
  });
  expect(entity({})).not.toHaveProperty("entityKind");
});
