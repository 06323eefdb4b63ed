import { expect, test } from "vitest";
import type { AutnumRecord } from "../src/model/record.ts";
import { renderRecord } from "../src/render/render.ts";
import { ownRecord } from "./rdap-cases.ts";

const render = (members: Partial<AutnumRecord>): readonly string[] =>
  renderRecord({ kind: "autnum", start: 64_500, end: 64_500, ...members }).split("\n");

test("renderRecord writes a network of RIPE's as RPSL objects", () => {
  expect(renderRecord(ownRecord("05-ip6-ripe"))).toBe(`inet6num:       2001:db8:4000::/34
netname:        EXAMPLE-V6
descr:          Example network
descr:          in Amsterdam
country:        NL
org:            ORG-EX1-RIPE
admin-c:        AB1-RIPE
tech-c:         AB1-RIPE
abuse-c:        AR1-RIPE
status:         ALLOCATED-BY-RIR
remarks:        Geofeed https://example.nl/geofeed.csv
mnt-by:         EXAMPLE-MNT
parent:         2001:db8::/32
range:          2001:db8:4000:: - 2001:db8:7fff:ffff:ffff:ffff:ffff:ffff
cidr:           2001:db8:4000::/34
rdap-status:    active
created:        2015-05-06T07:08:09Z
last-modified:  2023-01-02T03:04:05Z
source:         RIPE

organisation:   ORG-EX1-RIPE
org-name:       Example B.V.
address:        Keizersgracht 1
address:        Amsterdam
address:        Netherlands
phone:          +31205550100
e-mail:         noc@example.nl
source:         RIPE

person:         Alice Baker
org:            ORG-EX1-RIPE
address:        Keizersgracht 1
address:        Amsterdam
phone:          +31205550101
fax-no:         +31205550199
e-mail:         alice@example.nl
nic-hdl:        AB1-RIPE
source:         RIPE

role:           Abuse Role
e-mail:         abuse@example.nl
abuse-mailbox:  abuse@example.nl
nic-hdl:        AR1-RIPE
mnt-by:         EXAMPLE-MNT
source:         RIPE

% Filtered
% This output has been filtered.
%
% Port 43 of this registry: whois.ripe.net`);
});

test("renderRecord writes a network of APNIC's with its incident response team", () => {
  expect(renderRecord(ownRecord("06-ip4-apnic")))
    .toBe(`inetnum:        198.51.100.0 - 198.51.100.191
netname:        EXAMPLE-AP
country:        AU
admin-c:        EX1-AP
tech-c:         EX1-AP
status:         ASSIGNED PORTABLE
remarks:        -----
mnt-irt:        IRT-EXAMPLE-AU
cidr:           198.51.100.0/25
cidr:           198.51.100.128/26
last-modified:  2022-02-03T04:05:06Z
source:         APNIC

irt:            IRT-EXAMPLE-AU
address:        1 Example St
address:        Brisbane QLD 4000
e-mail:         hostmaster@example.au
e-mail:         abuse@example.au
abuse-mailbox:  hostmaster@example.au
abuse-mailbox:  abuse@example.au
source:         APNIC

role:           Example Admin
e-mail:         admin@example.au
nic-hdl:        EX1-AP
source:         APNIC

% Port 43 of this registry: whois.apnic.net`);
});

test("renderRecord writes a network of AFRINIC's whose people have no roles", () => {
  expect(renderRecord(ownRecord("07-ip4-afrinic")))
    .toBe(`inetnum:        203.0.113.0 - 203.0.113.255
netname:        EXAMPLE-AFR
country:        ZA
org:            ORG-EX1-AFRINIC
other-c:        EX1-AFRINIC
status:         ASSIGNED PI
remarks:        please send abuse reports to abuse@example.za
parent:         203.0.0.0 - 203.255.255.255
cidr:           203.0.113.0/24
rdap-status:    active
source:         AFRINIC

role:           Example Maintainer
address:        Example
address:        Heron Place
address:        Boulevard
address:        Stand 1
address:        Century City
address:        Cape Town
country:        ZA
e-mail:         ip@example.za
nic-hdl:        EX1-AFRINIC
source:         AFRINIC

organisation:   ORG-EX1-AFRINIC
org-name:       ORG-EX1-AFRINIC
phone:          +27215550100
source:         AFRINIC

% Port 43 of this registry: whois.afrinic.net`);
});

test("renderRecord writes a block of AS numbers, and as remarks what RPSL has no attribute for", () => {
  expect(renderRecord(ownRecord("12-autnum-block-ripe"))).toBe(`as-block:       AS64496 - AS64499
as-name:        EXAMPLE-BLOCK
handle:         EX-BLOCK-RIPE
country:        NL
status:         ALLOCATED
remarks:        Event: deletion 2030-01-01T00:00:00Z
remarks:        Public ID: LIR nl.example
remarks:        NOC Contact Name: REDACTED FOR PRIVACY
rdap-status:    active
rdap-status:    reserved
created:        2015-05-06T07:08:09Z
source:         RIPE

role:           noc
e-mail:         noc@example.nl
remarks:        Role: noc
source:         RIPE

% Last update of the database: 2026-01-01T00:00:00Z`);
});

test("renderRecord writes RPSL without a source for a registry that it does not know", () => {
  expect(render({ port43: "whois.example" })).toEqual([
    "aut-num:        AS64500",
    "",
    "% Port 43 of this registry: whois.example",
  ]);
});

test("renderRecord shows a contact without a handle once, with all of its roles", () => {
  const desk = { name: "Desk" };
  expect(render({ contacts: { technical: [desk], abuse: [{ ...desk }] } })).toEqual([
    "aut-num:        AS64500",
    "",
    "role:           Desk",
    "remarks:        Role: technical, abuse",
  ]);
});

test("renderRecord writes an IPv6 range that is no single block as a range", () => {
  const range = {
    start: "2001:db8::",
    end: "2001:db8::2",
    cidrs: ["2001:db8::/127", "2001:db8::2/128"],
  };
  expect(renderRecord({ kind: "network", ...range }).split("\n")).toEqual([
    "inet6num:       2001:db8:: - 2001:db8::2",
    "cidr:           2001:db8::/127",
    "cidr:           2001:db8::2/128",
  ]);
});

test("renderRecord tells maintainers, teams and organisations by their handles", () => {
  expect(
    render({
      contacts: {
        registrant: [
          { handle: "MNT-A", remarks: ["m"] },
          { handle: "ORG-B-TEST", organization: "B" },
          { handle: "C-MNT", name: "C-MNT", kind: "individual" },
        ],
        abuse: [{ handle: "IRT-D", name: "Team", otherEmails: ["d@example.net"] }],
        sponsor: [{ handle: "ORG-E-TEST" }],
        "zone desk": [
          { handle: "Z1", contactUri: "https://z.example/", url: "https://e.example/" },
        ],
      },
    }),
  ).toEqual([
    "aut-num:        AS64500",
    "org:            ORG-B-TEST",
    "sponsoring-org: ORG-E-TEST",
    "zone-desk-c:    Z1",
    "mnt-by:         MNT-A",
    "mnt-by:         C-MNT",
    "mnt-irt:        IRT-D",
    "",
    "mntner:         MNT-A",
    "remarks:        m",
    "",
    "organisation:   ORG-B-TEST",
    "org-name:       B",
    "",
    "irt:            IRT-D",
    "descr:          Team",
    "e-mail:         d@example.net",
    "abuse-mailbox:  d@example.net",
    "",
    "role:           Z1",
    "nic-hdl:        Z1",
    "remarks:        Contact: https://z.example/",
    "remarks:        Web: https://e.example/",
  ]);
});
