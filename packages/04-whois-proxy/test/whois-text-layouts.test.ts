/** Replies in the layouts of many registries: the whole record, so that nothing is invented. */

import { expect, test } from "vitest";
import { recordFromWhois } from "../src/whois-text/record-from-whois.ts";
import { faultsIn, inventedIn, subjectOf, whoisTextCases } from "./whois-text-cases.ts";

test.for(whoisTextCases)("recordFromWhois reads $name", ({ subject, text, record }) => {
  const read = recordFromWhois(text, subject);
  expect(read ?? null).toEqual(record);
  expect(read === undefined ? [] : faultsIn(read)).toEqual([]);
  expect(inventedIn(read, text)).toEqual([]);
});

test.for(whoisTextCases)(
  "recordFromWhois reads $name with CRLF alike",
  ({ subject, text, record }) => {
    expect(recordFromWhois(text.replaceAll("\n", "\r\n"), subject) ?? null).toEqual(record);
  },
);

test("recordFromWhois takes a reply about another domain for none", () => {
  const text = "Domain Name: example.net\nStatus: ok\n";
  expect(recordFromWhois(text, subjectOf("example.net"))).toMatchObject({ statuses: ["ok"] });
  expect(recordFromWhois(text, subjectOf("example.org"))).toBeUndefined();
});

test("recordFromWhois reads a domain that is named without its zone or in U-labels", () => {
  const statuses = { statuses: ["ok"] };
  expect(recordFromWhois("Domain: example\nStatus: ok\n", subjectOf("example.be"))).toMatchObject(
    statuses,
  );
  expect(recordFromWhois("domain: BÜCHER.de\nstatus: ok\n", subjectOf("bücher.de"))).toMatchObject(
    statuses,
  );
});

test("recordFromWhois has no record of a registrar, whose text has no IANA id", () => {
  expect(recordFromWhois("Registrar: Example Inc.\n", subjectOf("registrar 292"))).toBeUndefined();
});

test.each([
  "All rights reserved.",
  "Rights reserved by Example Registry.",
  "If the domain is reserved, it cannot be registered.",
  "No match for example.org",
  "",
])("recordFromWhois does not take %j for a reserved name", (text) => {
  expect(recordFromWhois(text, subjectOf("example.org"))).toBeUndefined();
});

test.each(["Domain reserved", "Reserved by DotAsia", "Error: this name is reserved"])(
  "recordFromWhois takes %j for a reserved name",
  (text) => {
    expect(recordFromWhois(text, subjectOf("example.org"))).toMatchObject({
      statuses: ["reserved"],
    });
  },
);

test("recordFromWhois takes no prose for reserved where there is a record", () => {
  const text = "Domain Name: example.org\nStatus: ok\n\nThis name has been reserved\n";
  expect(recordFromWhois(text, subjectOf("example.org"))).toMatchObject({ statuses: ["ok"] });
});

test("recordFromWhois takes the smallest network around an address, whatever the order", () => {
  const [wide, narrow] = ["192.0.2.0 - 192.0.2.255", "192.0.2.0 - 192.0.2.127"].map(
    (range) => `inetnum: ${range}\nnetname: EXAMPLE\n`,
  );
  for (const text of [`${wide}\n${narrow}`, `${narrow}\n${wide}`])
    expect(recordFromWhois(text, subjectOf("192.0.2.1"))).toMatchObject({ end: "192.0.2.127" });
  expect(recordFromWhois(`${wide}\n${narrow}`, subjectOf("192.0.2.200"))).toMatchObject({
    end: "192.0.2.255",
  });
  expect(recordFromWhois(`${wide}\n${narrow}`, subjectOf("198.51.100.1"))).toBeUndefined();
});

test("recordFromWhois reads a network that is not the registry's own as none", () => {
  const text =
    "inetnum: 192.0.0.0 - 192.255.255.255\nnetname: NON-RIPE-NCC-MANAGED-ADDRESS-BLOCK\n";
  expect(recordFromWhois(text, subjectOf("192.0.2.1"))).toBeUndefined();
});

test("recordFromWhois takes the dates of the domain's own paragraph before all others", () => {
  const text =
    "changed: 2020-01-01\n\ndomain: example.org\ncreated: 2001-01-01\nchanged: 2019-01-01\n";
  expect(recordFromWhois(text, subjectOf("example.org"))).toMatchObject({ updated: "2019-01-01" });
});

test("recordFromWhois gives a network the contacts that stand below it, not those of the next", () => {
  const text =
    whoisTextCases.find(({ name }) => name.endsWith("arin-several-networks"))?.text ?? "";
  expect(recordFromWhois(text, subjectOf("192.0.3.1"))).toMatchObject({
    handle: "NET-192-0-2-0-1",
    contacts: { registrant: [{ organization: "Example ISP, Inc." }] },
  });
});

test("recordFromWhois does not take one host for another", () => {
  const text = "Server Name: NS1.EXAMPLE.COM\nIP Address: 192.0.2.1\n";
  expect(recordFromWhois(text, subjectOf("nameserver ns1.example.com"))).toBeDefined();
  expect(recordFromWhois(text, subjectOf("nameserver ns2.example.com"))).toBeUndefined();
});

const registrantOf = (line: string) => {
  const record = recordFromWhois(`domain: example.org\n${line}\n`, subjectOf("example.org"));
  return record?.contacts?.["registrant"];
};

test("recordFromWhois takes the holder of a domain for a handle or a name, as it looks", () => {
  expect(registrantOf("holder: abc8008-171440")).toEqual([{ handle: "abc8008-171440" }]);
  expect(registrantOf("holder: Example AB")).toEqual([{ name: "Example AB" }]);
  expect(registrantOf("registrant: Example AB")).toEqual([{ name: "Example AB" }]);
  expect(registrantOf("registrant: Jo\nregistrant name: Jo")).toEqual([{ name: "Jo" }]);
  expect(registrantOf("registrant: A\nregistrant name: Jo")).toEqual([
    { name: "Jo", organization: "A" },
  ]);
});
