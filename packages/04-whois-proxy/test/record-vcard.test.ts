import { expect, test } from "vitest";
import { countryCode } from "../src/record/country.ts";
import { contactOfVcard } from "../src/record/vcard.ts";

const card = (...properties: readonly unknown[]): unknown => ["vcard", properties];

test("contactOfVcard reads the example of RFC 9083", () => {
  expect(
    contactOfVcard(
      card(
        ["version", {}, "text", "4.0"],
        ["fn", {}, "text", "Joe User"],
        ["kind", {}, "text", "individual"],
        ["org", { type: "work" }, "text", "Example"],
        [
          "adr",
          { type: "work" },
          "text",
          ["", "Suite 1234", "4321 Rue Somewhere", "Quebec", "QC", "G1V 2M2", "Canada"],
        ],
        ["tel", { type: ["work", "voice"], pref: "1" }, "uri", "tel:+1-555-555-1234;ext=102"],
        ["email", { type: "work" }, "text", "joe.user@example.com"],
        ["url", {}, "uri", "https://example.org"],
      ),
    ),
  ).toEqual({
    name: "Joe User",
    kind: "individual",
    organization: "Example",
    street: ["Suite 1234", "4321 Rue Somewhere"],
    city: "Quebec",
    state: "QC",
    postalCode: "G1V 2M2",
    country: "CA",
    phone: "+1-555-555-1234",
    phoneExt: "102",
    email: "joe.user@example.com",
    url: "https://example.org",
  });
});

test("contactOfVcard takes the first voice number, the first fax, and keeps the others", () => {
  expect(
    contactOfVcard(
      card(
        ["tel", { type: "cell" }, "uri", "tel:+1.1"],
        ["tel", { type: "fax" }, "uri", "tel:+1.2"],
        ["tel", { type: ["voice", "work"] }, "uri", "tel:+1.3;ext=4"],
        ["tel", {}, "text", "+1.5;ext=6"],
        ["tel", { Type: ["Voice"] }, "uri", "fax:+1.7"],
        ["tel", { Type: "fax" }, "text", "+1.8"],
        ["tel", {}, "uri", "tel:"],
        ["tel", {}, "text", 12],
      ),
    ),
  ).toEqual({
    phone: "+1.3",
    phoneExt: "4",
    fax: "+1.2",
    otherPhones: ["+1.1", "+1.5 ext. 6", "+1.7", "+1.8"],
  });
});

test.each([
  ["a label with line ends", { label: "1 Street\r\n\nCity\nZZ" }, ["", "", "", "", "", "", ""]],
  ["a label with written line ends", { label: "1 Street\\nCity\\nZZ" }, [""]],
  ["a value of four lines", {}, ["1 Street", "City", "ZZ", ""]],
  ["a text in place of the list", {}, "1 Street\nCity\nZZ"],
])("contactOfVcard reads %s as the lines of an address", (_, parameters, value) => {
  expect(contactOfVcard(card(["adr", parameters, "text", value]))).toEqual({
    address: ["1 Street", "City", "ZZ"],
  });
});

test("contactOfVcard takes the country from cc, before the name in the address", () => {
  const parts = ["PO Box 1", "", ["1 Street", "Floor 2"], ["City", "Part"], "", "", "Nowhere"];
  expect(contactOfVcard(card(["adr", { cc: "de" }, "text", parts]))).toEqual({
    street: ["PO Box 1", "1 Street", "Floor 2"],
    city: "City, Part",
    country: "DE",
  });
});

test("contactOfVcard makes the name out of its parts where there is no fn", () => {
  const n = ["n", {}, "text", ["User", "Joe", "", "", ""]];
  expect(contactOfVcard(card(["fn", {}, "text", " "], n))).toEqual({ name: "Joe User" });
});

test("contactOfVcard keeps every e-mail address once, and a web form beside them", () => {
  expect(
    contactOfVcard(
      card(
        ["email", {}, "text", "a@example.com"],
        ["email", { pref: "1" }, "text", "b@example.com"],
        ["email", {}, "text", "a@example.com"],
        ["contact-uri", {}, "uri", "https://example.com/contact"],
      ),
    ),
  ).toEqual({
    email: "a@example.com",
    otherEmails: ["b@example.com"],
    contactUri: "https://example.com/contact",
  });
});

test.each([
  undefined,
  null,
  7,
  "vcard",
  {},
  [],
  ["vcard"],
  ["vcard", null],
  ["vcard", [[], [1, 2], ["fn"], ["fn", {}, "text", null], ["adr", null, "text", [{}, [[[]]]]]]],
])("contactOfVcard finds nothing in %j", (vcard) => {
  expect(contactOfVcard(vcard)).toEqual({});
});

test("contactOfVcard reads a card whose properties are not in a list of their own", () => {
  expect(contactOfVcard(["vcard", ["fn", "{}", "text", "Joe"], ["tel", 1, "uri", "+1.2"]])).toEqual(
    {
      name: "Joe",
      phone: "+1.2",
    },
  );
});

test.each([
  ["us", "US"],
  ["United States", "US"],
  ["UNITED STATES", "US"],
  ["South Africa", "ZA"],
  ["Myanmar (Burma)", "MM"],
  ["United Kingdom", "GB"],
  ["Quebec", "Quebec"],
])("countryCode makes %s %s", (text, code) => {
  expect(countryCode(text)).toBe(code);
});
