/** Persons, roles, organisations and registrars by themselves, in the dialect of who answered. */

import { expect, test } from "vitest";
import type { EntityRecord } from "../src/model/record.ts";
import { renderRecord } from "../src/render/render.ts";
import { ownRecord } from "./rdap-cases.ts";

const render = (members: Partial<EntityRecord>): readonly string[] =>
  renderRecord({ kind: "entity", ...members }).split("\n");

test("renderRecord writes a person of RIPE's as an RPSL object", () => {
  expect(renderRecord(ownRecord("16-entity-person-ripe"))).toBe(`person:         Alice Baker
address:        Keizersgracht 1
address:        Amsterdam
phone:          +31205550101
fax-no:         +31205550199
e-mail:         alice@example.nl
nic-hdl:        AB1-RIPE
remarks:        on leave in July
mnt-by:         EXAMPLE-MNT
created:        2002-03-04T05:06:07Z
last-modified:  2025-06-07T08:09:10Z
source:         RIPE

% Filtered
% This output has been filtered.
%
% Port 43 of this registry: whois.ripe.net`);
});

test("renderRecord writes an organisation of APNIC's with those it refers to", () => {
  expect(renderRecord(ownRecord("17-entity-organisation-apnic"))).toBe(`organisation:   ORG-EX1-AP
org-name:       Example Pty Ltd
descr:          Brisbane's first
address:        1 Example St
address:        Brisbane QLD 4000
country:        AU
phone:          +61-7-0000-0000
e-mail:         hostmaster@example.au
e-mail:         noc@example.au
admin-c:        EX1-AP
tech-c:         EX1-AP
remarks:        no comment
remarks:        Event: locked 2023-06-08T00:00:00Z
remarks:        Public ID: APNIC account EXAMPLE-AU
rdap-status:    active
last-modified:  2023-06-07T08:09:10Z
source:         APNIC

role:           Example Hostmasters
e-mail:         hm@example.au
nic-hdl:        EX1-AP
source:         APNIC

% Port 43 of this registry: whois.apnic.net`);
});

test("renderRecord writes an organisation of ARIN's with its points of contact", () => {
  expect(renderRecord(ownRecord("18-entity-organisation-arin"))).toBe(`OrgName:        Example, Inc.
OrgId:          EXAM-1
Address:        1 Example Way
Address:        Floor 2
City:           Anytown
StateProv:      VA
PostalCode:     20151
Country:        US
RegDate:        1998-01-01
Updated:        2025-01-01
Comment:        http://www.example.com
Comment:        Office hours only
Ref:            https://rdap.arin.net/registry/entity/EXAM-1

OrgTechHandle:  DESK1-ARIN
OrgTechName:    Example Desk
OrgTechPhone:   +1-555-555-0100
OrgTechEmail:   desk@example.com
OrgTechRef:     https://rdap.arin.net/registry/entity/DESK1-ARIN

OrgAbuseHandle: DESK1-ARIN
OrgAbuseName:   Example Desk
OrgAbusePhone:  +1-555-555-0100
OrgAbuseEmail:  desk@example.com
OrgAbuseRef:    https://rdap.arin.net/registry/entity/DESK1-ARIN

POCHandle:      DESK1-ARIN
POCAddress:     1 Example Way
POCCity:        Anytown
POCStateProv:   VA
POCPostalCode:  20151
POCCountry:     US
POCRegDate:     2011-03-11

# Port 43 of this registry: whois.arin.net`);
});

test("renderRecord writes a point of contact of ARIN's", () => {
  expect(renderRecord(ownRecord("19-entity-contact-arin"))).toBe(`Name:           Abuse Desk
Handle:         DESK1-ARIN
Company:        Example, Inc.
Address:        1 Example Way
City:           Anytown
StateProv:      VA
PostalCode:     20151
Country:        US
RegDate:        2011-03-11
Phone:          +1-555-555-0100
Fax:            +1-555-555-0199
Email:          desk@example.com
Ref:            https://rdap.arin.net/registry/entity/DESK1-ARIN
Status:         validated

# Port 43 of this registry: whois.arin.net`);
});

test("renderRecord writes an owner of LACNIC's with its people", () => {
  expect(renderRecord(ownRecord("20-entity-owner-lacnic"))).toBe(`owner:       Ejemplo S.A.
ownerid:     EX-ABCD-LACNIC
address:     Rambla 1
address:     Montevideo
address:     MO
address:     11400
country:     UY
phone:       +598.25550100 ext. 5
owner-c:     EXT
abuse-c:     EXT
created:     20030405
changed:     20101112

nic-hdl:     EXT
person:      Técnico Ejemplo
e-mail:      tec@example.uy

% Port 43 of this registry: whois.lacnic.net`);
});

test("renderRecord writes a registrar as ICANN's registrar record", () => {
  expect(renderRecord(ownRecord("21-entity-registrar"))).toBe(`Registrar: Example Registrar, Inc.
Registrar IANA ID: 9998
Street: Suite 9
Street: 1 Registrar Way
City: Springfield
State/Province: IL
Postal Code: 62701
Country: US
Phone Number: +1.5555550100
Fax Number: +1.5555550199
Email: support@registrar.example
Registrar URL: https://www.registrar.example/
Registrar Abuse Contact Email: abuse@registrar.example
Registrar Abuse Contact Phone: +1.5555550101
Admin Contact: Ann Admin
Phone Number: +1.5555550110
Email: ann@registrar.example
Technical Contact: Tom Tech
Phone Number: +1.5555550120
Fax Number: +1.5555550121
Email: tom@registrar.example
Registrar Company: Example Holding
Registrar Status: active
Updated Date: 2024-05-06T07:08:09Z
Registrar Abuse Contact Name: Abuse Desk
Registry Admin ID: C1
Admin Organization: Example Holding
Registry Tech ID: C2
Public ID: Other ID X-1
Port 43 Host: whois.registry.example
>>> Last update of WHOIS database: 2026-01-05T10:11:12Z <<<`);
});

test("renderRecord writes a contact of a domain registry with plain labels", () => {
  expect(renderRecord(ownRecord("22-entity-contact-cctld"))).toBe(`Contact: C1-ZZ
Name: REDACTED FOR PRIVACY
Organization: Bücher GmbH
Street: Hauptstraße 1
Street: Hinterhaus
City: Köln
Postal Code: 50667
Country: DE
Phone: +49.2215550100
Phone Ext: 12
Fax: REDACTED FOR PRIVACY (Server policy)
Email: post@example.net
Other Email: office@example.net
Kind: org
Contact Role: registrant
Contact Status: associated
Contact Status: validated
Creation Date: 2005-01-02T00:00:00Z
Event: transfer 2011-11-11T11:11:11Z
Registrar ID: REG-ZZ
Registrar Name: Registrar ZZ
Remarks: contact type: ORGANISATION
Port 43 Host: whois.nic.zz

Disclaimer
Copyright of the registry. All rights reserved.
> Email - ask us first`);
});

test("renderRecord tells persons from roles by those behind them and by their names", () => {
  const [handle, port43] = ["X1-RIPE", "whois.ripe.net"];
  const first = (members: Partial<EntityRecord>) => render({ handle, port43, ...members })[0];
  expect(first({ name: "Alice Baker" })).toBe("person:         Alice Baker");
  expect(first({ name: "Example NOC" })).toBe("role:           Example NOC");
  expect(first({ name: "Example", contacts: { technical: [{ handle: "T1" }] } })).toBe(
    "role:           Example",
  );
  expect(first({ name: "Example", handle: "ORG-E1-RIPE" })).toBe("organisation:   ORG-E1-RIPE");
  expect(first({ handle: "MAINT-EXAMPLE" })).toBe("mntner:         MAINT-EXAMPLE");
  expect(first({ handle: "IRT-EXAMPLE-AU" })).toBe("irt:            IRT-EXAMPLE-AU");
});

test("renderRecord writes the short handles of LACNIC's people as people", () => {
  expect(render({ handle: "EXT", name: "Técnico", port43: "whois.lacnic.net" })).toEqual([
    "nic-hdl:     EXT",
    "person:      Técnico",
    "",
    "% Port 43 of this registry: whois.lacnic.net",
  ]);
});

test("renderRecord writes as remarks what a number registry's format has no attribute for", () => {
  const members = {
    handle: "X1-RIPE",
    name: "A B",
    roles: ["noc"],
    ianaId: "1",
    whois: "w.example",
  };
  expect(render(members)).toEqual([
    "person:         A B",
    "nic-hdl:        X1-RIPE",
    "remarks:        Role: noc",
    "remarks:        Registrar IANA ID: 1",
    "remarks:        Registrar WHOIS Server: w.example",
    "source:         RIPE",
  ]);
});

test("renderRecord writes a registrar that has only a handle, and further abuse desks", () => {
  const abuse = [{ email: "a@example.net" }, { name: "Second", email: "b@example.net" }];
  expect(render({ handle: "77", roles: ["registrar", "sponsor"], contacts: { abuse } })).toEqual([
    "Registrar: 77",
    "Registrar Abuse Contact Email: a@example.net",
    "Abuse Contact: Second",
    "Email: b@example.net",
    "Registrar Role: sponsor",
  ]);
});

test.for([
  ["individual", "NOC Team", "person:         NOC Team"],
  ["group", "Ann Baker", "role:           Ann Baker"],
  ["org", "Ann Baker", "org-name:       Ann Baker"],
] as const)(
  "renderRecord goes by what the registry says that somebody is: %s",
  ([kind, name, line]) => {
    expect(
      render({ entityKind: kind, handle: "X1-RIPE", name, port43: "whois.ripe.net" }),
    ).toContain(line);
  },
);

test("renderRecord takes ARIN's word for what is an organisation", () => {
  const members = { handle: "X1-ARIN", name: "Example", phone: "+1", port43: "whois.arin.net" };
  expect(render({ ...members, entityKind: "org" })).toContain("OrgName:        Example");
  expect(render({ ...members, entityKind: "group" })).toContain("Name:           Example");
  expect(render(members)).toContain("Name:           Example");
});
