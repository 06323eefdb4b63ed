import { expect, test } from "vitest";
import type { DomainRecord } from "../src/model/record.ts";
import { recordFromRdap } from "../src/record/from-rdap.ts";
import { ownResponse } from "./rdap-cases.ts";

function domain(members: object): DomainRecord {
  const record = recordFromRdap({ objectClassName: "domain", ldhName: "example.com", ...members });
  if (record?.kind !== "domain") throw new Error("Cannot read the domain");
  return record;
}
const card = (...properties: readonly unknown[]): unknown => ["vcard", properties];

test("recordFromRdap reads the registry's reply of a thin gTLD whole", () => {
  expect(recordFromRdap(ownResponse("01-domain-thin-registry"))).toEqual({
    kind: "domain",
    name: "example.com",
    handle: "1234567_DOMAIN_COM-VRSN",
    created: "1999-03-01T05:00:00Z",
    updated: "2025-02-02T09:30:00Z",
    expires: "2031-03-01T05:00:00Z",
    databaseUpdated: "2026-01-05T10:11:12Z",
    self: "https://rdap.registry.example/com/v1/domain/EXAMPLE.COM",
    statuses: ["clientTransferProhibited", "serverDeleteProhibited"],
    registrar: {
      handle: "9998",
      name: "Example Registrar, Inc.",
      ianaId: "9998",
      url: "https://www.registrar.example/",
      abuse: { phone: "+1.5555550101", email: "abuse@registrar.example" },
    },
    nameservers: [{ name: "ns1.example.net" }, { name: "ns2.example.net" }],
    dnssec: {
      signed: true,
      ds: ["370 13 2 BE74359954660069D5C63D200C39F5603827D7DD02B56F120EE9F3A86764247C"],
    },
    notices: [
      {
        title: "Terms of Service",
        lines: ["Service subject to Terms of Use."],
        links: ["https://registry.example/terms"],
      },
      {
        title: "Status Codes",
        lines: ["For more information on domain status codes, please visit https://icann.org/epp"],
        links: ["https://icann.org/epp"],
      },
      {
        title: "RDDS Inaccuracy Complaint Form",
        lines: ["URL of the ICANN RDDS Inaccuracy Complaint Form: https://icann.org/wicf"],
        links: ["https://icann.org/wicf"],
      },
    ],
  });
});

test("recordFromRdap writes names as lower-case A-labels without the final dot", () => {
  expect(domain({ ldhName: "BÜCHER.Example." }).name).toBe("xn--bcher-kva.example");
  expect(domain({ ldhName: null, unicodeName: "Bücher.example" })).toEqual({
    kind: "domain",
    name: "xn--bcher-kva.example",
    unicodeName: "bücher.example",
  });
  expect(domain({ ldhName: "_DMARC.Example.COM" }).name).toBe("_dmarc.example.com");
});

test("recordFromRdap takes a numeric handle for an IANA id only where ICANN's rules hold", () => {
  const entities = [{ roles: ["registrar"], handle: "123" }];
  expect(domain({ entities }).registrar).toEqual({ handle: "123", ianaId: "123" });
  expect(domain({ entities, ldhName: "example.zz" }).registrar).toEqual({ handle: "123" });
  const rdapConformance = ["icann_rdap_response_profile_1"];
  expect(domain({ entities, ldhName: "example.zz", rdapConformance }).registrar?.ianaId).toBe(
    "123",
  );
});

test("recordFromRdap tells the registrar's port-43 host from the registry's", () => {
  const entities = [{ roles: ["registrar"], port43: "WHOIS.registrar.example" }];
  expect(domain({ entities }).registrar?.whois).toBe("whois.registrar.example");
  expect(domain({ entities, port43: "whois.registrar.example" }).registrar?.whois).toBeUndefined();
});

test("recordFromRdap takes the registrar's expiration from the registrar where the domain has none", () => {
  const event = { eventAction: "registrar expiration", eventDate: "2030-01-01T00:00:00Z" };
  const entities = [{ roles: ["registrar"], events: [event] }];
  const expiration = { eventAction: "expiration", eventDate: "2031-01-01T00:00:00Z" };
  expect(domain({ entities }).registrarExpires).toBe("2030-01-01T00:00:00Z");
  expect(domain({ entities, events: [expiration] }).registrarExpires).toBeUndefined();
  expect(domain({ entities, events: [expiration, event] }).registrarExpires).toBe(event.eventDate);
});

test("recordFromRdap takes an abuse contact beside the registrar for the registrar's", () => {
  const abuse = { roles: ["abuse"], vcardArray: card(["email", {}, "text", "a@example.net"]) };
  const registrar = { roles: ["registrar"], handle: "1" };
  const { registrar: read, contacts } = domain({ entities: [abuse, registrar] });
  expect(read?.abuse).toEqual({ email: "a@example.net" });
  expect(contacts).toBeUndefined();
  expect(domain({ entities: [abuse] }).contacts).toEqual({ abuse: [{ email: "a@example.net" }] });
});

test("recordFromRdap reads roles in any case and in short, and others as they are", () => {
  const roles = ["Registrant", "tech", "ADMIN", "zone desk", "no:key", "__proto__", 7];
  const contact = { handle: "C" };
  expect(domain({ entities: [{ ...contact, roles }] }).contacts).toEqual({
    registrant: [contact],
    technical: [contact],
    administrative: [contact],
    "zone desk": [contact],
    other: [contact],
  });
});

test("recordFromRdap leaves DNSSEC out where the registry does not speak of it", () => {
  const dsData = [{ keyTag: 1, algorithm: "13", digestType: 2, digest: "AB" }, { keyTag: 2 }];
  expect(domain({}).dnssec).toBeUndefined();
  expect(domain({ secureDNS: {} }).dnssec).toBeUndefined();
  expect(domain({ secureDNS: { delegationSigned: false } }).dnssec).toEqual({ signed: false });
  expect(domain({ secureDns: { dsData } }).dnssec).toEqual({ signed: true, ds: ["1 13 2 AB"] });
});

test("recordFromRdap keeps events, identifiers and remarks that have no member of their own", () => {
  expect(
    domain({
      events: [{ eventAction: "locked", eventDate: "2020-01-01T00:00:00Z" }],
      publicIds: [{ type: "ENS_Auth ID", identifier: 12 }, { type: "x" }],
      remarks: [{ description: ["plain"] }, { title: "Odd", description: ["one", "two"] }],
    }),
  ).toMatchObject({
    events: [{ action: "locked", date: "2020-01-01T00:00:00Z" }],
    publicIds: [{ type: "ENS_Auth ID", identifier: "12" }],
    remarks: ["plain", "Odd: one", "two"],
  });
});

test("recordFromRdap reads JSContact", () => {
  const record = recordFromRdap(ownResponse("14-domain-jscontact"));
  expect(record?.contacts?.["registrant"]).toEqual([
    {
      handle: "J-1",
      name: "Jane Doe",
      organization: "Doe Industries",
      kind: "individual",
      street: ["54321 Oak St"],
      city: "Reston",
      state: "VA",
      postalCode: "20190",
      country: "US",
      phone: "+1-555-555-0100",
      fax: "+1-555-555-0199",
      email: "jane@example.dev",
      contactUri: "https://example.dev/contact",
    },
  ]);
});

test.each([
  undefined,
  null,
  "domain",
  [],
  {},
  { objectClassName: "entity", handle: " " },
  { objectClassName: "nameserver", handle: "NS-1" },
  { objectClassName: "domain" },
  { objectClassName: "domain", ldhName: "" },
  { objectClassName: "domain", ldhName: "a".repeat(256) },
  { objectClassName: "domain", ldhName: "example.com", errorCode: 404 },
  { objectClassName: "domainSearchResults", domainSearchResults: [] },
  { handle: "X", links: [] },
])("recordFromRdap finds no object in %j", (json) => {
  expect(recordFromRdap(json)).toBeUndefined();
});

test.each([
  ["domain", { ldhName: "example.com", nameservers: [] }],
  ["nameserver", { ldhName: "ns.example.com", ipAddresses: {} }],
  ["entity", { handle: "X", vcardArray: card() }],
] as const)("recordFromRdap reads a %s whose class is missing", (kind, json) => {
  expect(recordFromRdap(json)?.kind).toBe(kind);
});
