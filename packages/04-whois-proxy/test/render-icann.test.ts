import { expect, test } from "vitest";
import type { DomainRecord } from "../src/model/record.ts";
import { mergeRecords } from "../src/record/merge.ts";
import { renderRecord } from "../src/render/render.ts";
import { ownRecord } from "./rdap-cases.ts";

const render = (members: Partial<DomainRecord>): readonly string[] =>
  renderRecord({ kind: "domain", name: "example.com", ...members }).split("\n");

test("renderRecord writes a thin registry's domain and its registrar's reply in ICANN's order", () => {
  const record = mergeRecords(
    ownRecord("01-domain-thin-registry"),
    ownRecord("02-domain-registrar"),
  );
  expect(renderRecord(record)).toBe(`Domain Name: EXAMPLE.COM
Registry Domain ID: 1234567_DOMAIN_COM-VRSN
Registrar WHOIS Server: whois.registrar.example
Registrar URL: https://www.registrar.example/
Updated Date: 2025-02-02T09:30:00Z
Creation Date: 1999-03-01T05:00:00Z
Registry Expiry Date: 2031-03-01T05:00:00Z
Registrar Registration Expiration Date: 2031-02-28T23:59:59Z
Registrar: Example Registrar, Inc.
Registrar IANA ID: 9998
Registrar Abuse Contact Email: abuse@registrar.example
Registrar Abuse Contact Phone: +1.5555550101
Reseller: Example Reseller
Domain Status: clientTransferProhibited https://icann.org/epp#clientTransferProhibited
Domain Status: serverDeleteProhibited https://icann.org/epp#serverDeleteProhibited
Registry Registrant ID: REDACTED FOR PRIVACY (Server policy)
Registrant Name: REDACTED FOR PRIVACY (Server policy)
Registrant Organization: Example Holdings Ltd
Registrant Street: REDACTED FOR PRIVACY (Server policy)
Registrant City: REDACTED FOR PRIVACY (Server policy)
Registrant State/Province: London
Registrant Postal Code: REDACTED FOR PRIVACY (Server policy)
Registrant Country: GB
Registrant Phone: REDACTED FOR PRIVACY (Server policy)
Registrant Email: https://www.registrar.example/contact/example.com
Tech Name: Domain Desk
Tech Phone: REDACTED FOR PRIVACY (Server policy)
Tech Email: tech@example.net
Name Server: ns1.example.net
Name Server: ns2.example.net
DNSSEC: signedDelegation
DNSSEC DS Data: 370 13 2 BE74359954660069D5C63D200C39F5603827D7DD02B56F120EE9F3A86764247C
Registrar Company: Example Registrar Holding
Registrar Street: Suite 9
Registrar Street: 1 Registrar Way
Registrar City: Springfield
Registrar State/Province: IL
Registrar Postal Code: 62701
Registrar Country: US
Registrar Phone: +1.5555550100
Registrar Fax: +1.5555550199
Registrar Email: support@registrar.example
Registrar Abuse Contact ID: ABUSE-1
Registrar Abuse Contact Name: Abuse Desk
Registrar Abuse Contact Phone Ext: 7
Registrar Abuse Contact Fax: +1.5555550102
Reseller URL: https://reseller.example
Updated Date At Registrar: 2025-02-02T09:30:01Z
Domain Status At Registrar: clientTransferProhibited
Redacted In Part: Registrant Email (Server policy)
URL of the ICANN Whois Inaccuracy Complaint Form: https://icann.org/wicf
>>> Last update of WHOIS database: 2026-01-05T10:11:12Z <<<

For more information on Whois status codes, please visit https://icann.org/epp

Terms of Service
Service subject to Terms of Use.
https://registry.example/terms

Terms of Use
Data is provided for information only.

No bulk use.
https://www.registrar.example/terms`);
});

test("renderRecord writes a thick registry's domain with all of its people", () => {
  expect(renderRecord(ownRecord("03-domain-thick-cctld"))).toBe(`Domain Name: xn--bcher-kva.zz
Internationalized Domain Name: bücher.zz
Registry Domain ID: D-77-ZZ
Updated Date: 2024-01-01T00:00:00Z
Creation Date: 2005-06-07T06:09:10Z
Registry Expiry Date: 2027-06-07
Registrar: Registrar ZZ
Domain Status: ok https://icann.org/epp#ok
Domain Status: validated
Registry Registrant ID: C1-ZZ
Registrant Name: Bücher & Söhne
Registrant Organization: Bücher GmbH, Einkauf
Registrant Street: Hauptstraße 1
Registrant Street: Hinterhaus
Registrant City: Köln
Registrant Postal Code: 50667
Registrant Country: DE
Registrant Phone: +49.2215550100
Registrant Phone Ext: 12
Registrant Email: post@example.net
Registry Tech ID: T1-ZZ
Tech Name: First Tech
Tech Email: t1@example.net
Name Server: ns1.xn--bcher-kva.zz
Name Server: ns.example.net
DNSSEC: unsigned
Last Transferred Date: 2011-11-11T11:11:11Z
Event: reregistration 2005-06-07T08:09:10Z
Registrar ID: 123
Registrar Email: info@registrar.zz
Registrant Other Phone: +49.1715550100
Registrant Other Email: office@example.net
Registrant Kind: org
Registrant Created: 2005-01-02T00:00:00Z
Registrant Remarks: contact type: ORGANISATION
Tech 2 ID: T2-ZZ
Tech 2 Name: Second Tech
Tech 2 Email: t2@example.net
Sponsor Contact ID: 123
Zone Contact ID: Z1-ZZ
Zone Contact Name: Zone Desk
Name Server Address: ns1.xn--bcher-kva.zz 192.0.2.53 2001:db8::53
Remarks: Note: Held in trust.
Port 43 Host: whois.nic.zz

For more information on Whois status codes, please visit https://icann.org/epp

Disclaimer
Copyright of the registry. All rights reserved.`);
});

test("renderRecord shows what is redacted in its place, a whole contact in one line", () => {
  expect(renderRecord(ownRecord("04-domain-redacted-by-values"))).toBe(`Domain Name: example.shop
Registry Domain ID: REDACTED FOR PRIVACY
Creation Date: 2020-01-01T00:00:00Z
Registrar: Example Registrar, Inc.
Registrar IANA ID: 9998
Domain Status: pendingDelete https://icann.org/epp#pendingDelete
Domain Status: redemptionPeriod https://icann.org/epp#redemptionPeriod
Registry Registrant ID: C-1
Registrant Name: REDACTED FOR PRIVACY
Registrant Organization: Example Shop
Registrant Street: REDACTED FOR PRIVACY
Registrant State/Province: BE
Registrant Country: CH
Registrant Email: REDACTED FOR PRIVACY (Please query the RDDS service of the Registrar of Record.)
Admin Contact: REDACTED FOR PRIVACY (Some of the data in this object has been removed.)
Tech Contact: REDACTED FOR PRIVACY (Registry Tech ID, Tech Name: Redacted by policy)
Billing Contact: REDACTED FOR PRIVACY
DNSSEC: unsigned

For more information on Whois status codes, please visit https://icann.org/epp`);
});

test("renderRecord shows redactions of other values, and those of a value that is there in part", () => {
  expect(
    render({
      expires: "2030-01-01T00:00:00Z",
      redacted: [
        { name: "Sponsor E-mail", reason: "Policy" },
        { name: "Name Server" },
        { name: "Tech Email", description: "Technical E-mail", reason: "Policy" },
        { name: "Admin Contact", description: "Administrative Contact" },
        { name: "Registry Expiry Date", reason: "Rounded" },
        { name: "Domain Name" },
      ],
    }),
  ).toEqual([
    "Domain Name: example.com",
    "Registry Expiry Date: 2030-01-01T00:00:00Z",
    "Admin Contact: REDACTED FOR PRIVACY (Administrative Contact)",
    "Tech Email: REDACTED FOR PRIVACY (Technical E-mail: Policy)",
    "Name Server: REDACTED FOR PRIVACY",
    "Sponsor E-mail: REDACTED FOR PRIVACY (Policy)",
    "Redacted In Part: Registry Expiry Date (Rounded)",
    "Redacted In Part: Domain Name",
  ]);
});

test("renderRecord keeps what the registrar says otherwise apart from the registry's facts", () => {
  expect(
    render({
      handle: "D1",
      atRegistrar: {
        handle: "D2",
        created: "2001-01-01T00:00:00Z",
        updated: "2002-01-01T00:00:00Z",
        statuses: ["clientHold"],
        nameservers: [{ name: "ns.example" }],
        dnssec: { signed: true, ds: ["1 2 3 AB"] },
      },
    }),
  ).toEqual([
    "Domain Name: example.com",
    "Registry Domain ID: D1",
    "Domain ID At Registrar: D2",
    "Updated Date At Registrar: 2002-01-01T00:00:00Z",
    "Creation Date At Registrar: 2001-01-01T00:00:00Z",
    "Domain Status At Registrar: clientHold",
    "Name Server At Registrar: ns.example",
    "DNSSEC At Registrar: signedDelegation",
    "DNSSEC DS Data At Registrar: 1 2 3 AB",
  ]);
});

test("renderRecord shows each notice once, and none that reads like a fact", () => {
  expect(
    render({
      notices: [
        { title: "Terms", lines: ["One", "", "", "Two"], links: ["https://a.example/"] },
        { lines: ["See https://b.example/x"], links: ["https://b.example/x"] },
        { title: "Terms", lines: ["One", "", "Two"], links: ["https://a.example/"] },
        {
          lines: [
            "Domain Status: ok",
            "registrar : Other",
            "** Name Server: ns.example",
            ">>> Last update of WHOIS database: now <<<",
            "Note: this",
          ],
        },
      ],
    }),
  ).toEqual([
    "Domain Name: example.com",
    "",
    "Terms",
    "One",
    "",
    "Two",
    "https://a.example/",
    "",
    "See https://b.example/x",
    "",
    "> Domain Status - ok",
    "> registrar - Other",
    "> ** Name Server - ns.example",
    "> >>> Last update of WHOIS database - now <<<",
    "Note: this",
  ]);
});

test("renderRecord writes no line for an empty value", () => {
  const contacts = { registrant: [{ name: "", street: ["", "1 Street"] }] };
  expect(render({ handle: "", created: "", contacts, nameservers: [] })).toEqual([
    "Domain Name: example.com",
    "Registrant Street: 1 Street",
  ]);
});

test("renderRecord shows a nested contact under the first role of the one it belongs to", () => {
  const desk = { handle: "D", contacts: { noc: [{ handle: "N" }] } };
  expect(render({ contacts: { technical: [desk], billing: [desk] } })).toEqual([
    "Domain Name: example.com",
    "Registry Tech ID: D",
    "Registry Billing ID: D",
    "Tech NOC Contact ID: N",
  ]);
});

test("renderRecord makes no key of ICANN's out of a role that a server invented", () => {
  expect(render({ contacts: { domain: [{ name: "Joe" }] } })).toEqual([
    "Domain Name: example.com",
    "Domain Contact Name: Joe",
  ]);
});
