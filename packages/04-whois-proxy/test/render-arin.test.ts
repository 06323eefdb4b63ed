import { expect, test } from "vitest";
import { easternDay } from "../src/render/arin-date.ts";
import { renderRecord } from "../src/render/render.ts";
import { ownRecord } from "./rdap-cases.ts";

test("renderRecord writes a network of ARIN's in ARIN's format", () => {
  expect(renderRecord(ownRecord("08-ip4-arin"))).toBe(`NetRange:       192.0.2.0 - 192.0.2.255
CIDR:           192.0.2.0/24
NetName:        EXAMPLE-NET
NetHandle:      NET-192-0-2-0-1
Parent:         NET-192-0-0-0-0
NetType:        DIRECT ALLOCATION
OriginAS:       AS64500, AS64501
Organization:   Example, Inc. (EXAM-1)
Status:         active
RegDate:        2011-07-01
Updated:        2021-12-31
Comment:        Abuse to abuse@example.us
Comment:        Thank you
Ref:            https://rdap.arin.net/registry/ip/192.0.2.0

OrgName:        Example, Inc.
OrgId:          EXAM-1
Address:        1 Example Ave
Address:        Floor 3
City:           Springfield
StateProv:      IL
PostalCode:     62701-1234
Country:        US
RegDate:        2001-01-01
Ref:            https://rdap.arin.net/registry/entity/EXAM-1

OrgTechHandle:  EXPOC-ARIN
OrgTechName:    Example NOC
OrgTechPhone:   +1-555-555-0100
OrgTechEmail:   noc@example.us
OrgTechRef:     https://rdap.arin.net/registry/entity/EXPOC-ARIN

OrgAbuseHandle: EXPOC-ARIN
OrgAbuseName:   Example NOC
OrgAbusePhone:  +1-555-555-0100
OrgAbuseEmail:  noc@example.us
OrgAbuseRef:    https://rdap.arin.net/registry/entity/EXPOC-ARIN

RNOCHandle:     EXPOC-ARIN
RNOCName:       Example NOC
RNOCPhone:      +1-555-555-0100
RNOCEmail:      noc@example.us
RNOCRef:        https://rdap.arin.net/registry/entity/EXPOC-ARIN

POCHandle:      EXPOC-ARIN
POCAddress:     2 Example Ave
POCCity:        Springfield
POCStateProv:   IL
POCPostalCode:  62701
POCCountry:     US
POCRegDate:     2010-06-30
POCUpdated:     2020-01-02

# Terms of Service
# By using this service you agree to the terms
# https://arin.example/tou
#
# Port 43 of this registry: whois.arin.net`);
});

test("renderRecord writes a block of ARIN's AS numbers", () => {
  expect(renderRecord(ownRecord("09-autnum-arin"))).toBe(`ASNumber:       64500 - 64503
ASName:         EXAMPLE-AS
ASHandle:       AS64500
Organization:   Example, Inc. (EXAM-1)
Status:         active
RegDate:        2014-11-17

OrgName:        Example, Inc.
OrgId:          EXAM-1
Address:        PO Box 1
Address:        Bridgetown
Country:        BB

# Port 43 of this registry: whois.arin.net`);
});

test("renderRecord loses nothing that ARIN's format has no key for", () => {
  const text = renderRecord({
    kind: "network",
    start: "192.0.2.0",
    end: "192.0.2.0",
    cidrs: ["192.0.2.0/32"],
    handle: "NET-192-0-2-0-1",
    country: "US",
    description: ["What it is"],
    events: [{ action: "transfer", date: "2020-01-01T00:00:00Z" }],
    redacted: [{ name: "Abuse Contact Email", reason: "Policy" }],
    contacts: {
      registrant: [
        {
          name: "A",
          organization: "B",
          email: "a@example.com",
          fax: "+1",
          url: "https://a.example/",
        },
      ],
      noc: [{ name: "C", organization: "D", street: ["E"], city: "F", otherPhones: ["+2"] }],
    },
  });
  expect(text.split("\n")).toEqual([
    "NetRange:       192.0.2.0 - 192.0.2.0",
    "CIDR:           192.0.2.0/32",
    "NetHandle:      NET-192-0-2-0-1",
    "Organization:   A",
    "Country:        US",
    "Comment:        What it is",
    "Comment:        Event: transfer 2020-01-01T00:00:00Z",
    "Comment:        Abuse Contact Email: REDACTED FOR PRIVACY (Policy)",
    "",
    "OrgName:        A",
    "OrgCompany:     B",
    "OrgFax:         +1",
    "OrgEmail:       a@example.com",
    "OrgURL:         https://a.example/",
    "",
    "RNOCName:       C",
    "",
    "POCHandle:      C",
    "POCCompany:     D",
    "POCAddress:     E",
    "POCCity:        F",
    "POCPhone:       +2",
  ]);
});

test("renderRecord tells only the country apart in an address of another form than ARIN's", () => {
  const address = ["1 Road", "Town", "BB 123", "Barbados"];
  const contacts = { registrant: [{ handle: "X-ARIN", address }] };
  const text = renderRecord({
    kind: "autnum",
    start: 1,
    end: 1,
    port43: "whois.arin.net",
    contacts,
  });
  expect(text.split("\n").slice(3, -2)).toEqual([
    "OrgId:          X-ARIN",
    "Address:        1 Road",
    "Address:        Town",
    "Address:        BB 123",
    "Country:        BB",
  ]);
});

test.each([
  ["2011-07-01T04:00:00Z", "2011-07-01"],
  ["2011-07-01T03:59:59Z", "2011-06-30"],
  ["2022-01-01T04:59:59Z", "2021-12-31"],
  ["2011-07-01", "2011-07-01"],
  ["THEN", "THEN"],
])("easternDay writes %s as the day it was for ARIN, %s", (date, day) => {
  expect(easternDay(date)).toBe(day);
});
