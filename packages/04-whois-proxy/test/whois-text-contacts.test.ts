import { expect, test } from "vitest";
import { contactOf } from "../src/whois-text/contact.ts";
import { readLines } from "../src/whois-text/contact-lines.ts";
import { isWithheld } from "../src/whois-text/withheld.ts";

test.each([
  "REDACTED FOR PRIVACY",
  "Redacted",
  "(Redacted for privacy)",
  "Data Redacted",
  "GDPR Masked",
  "GDPR Redacted",
  "not published",
  "NOT DISCLOSED!",
  "Not Disclosed - Visit www.internet.ee for webbased WHOIS",
  "<data not disclosed>",
  "Hidden upon user request",
  "HIDDEN! Details are available at http://www.example.by/",
  "Statutory Masking Enabled",
  "Data Protected",
  "Data Protected, not disclosed",
  "Withheld for Privacy",
  "Not shown, please visit www.dnsbelgium.be for webbased whois.",
  "Please query the RDDS service of the Registrar of Record",
  "Please contact the Registrar listed above",
  "Visit whois.auda.org.au for Web based WhoIs",
  "Personal data, can not be publicly disclosed according to applicable laws.",
  "Private Person",
  "Ano Nymous",
  "Non-public data",
])("isWithheld takes %j for withheld", (value) => {
  expect(isWithheld(value)).toBe(true);
});

test.each([
  "Jo Example",
  "Privacy service provided by Withheld for Privacy ehf",
  "Hidden Valley Ltd",
  "Data Protection Office",
  "Private Bank AG",
  "Not So Bad Ltd",
  "Please Ltd",
  "Visit Exampleton",
  "Personal Data Systems",
])("isWithheld takes %j for somebody", (value) => {
  expect(isWithheld(value)).toBe(false);
});

test.each([
  ["Ann Baker ann@example.net", "Ann Baker"],
  ["Ann Baker (ann@example.net)", "Ann Baker"],
  ["Ann ann@example.net Baker", "Ann Baker"],
  // Two words, whose letters nobody wrote one behind the other.
  ["Ann[ann@example.net]Baker", "Ann[ ]Baker"],
])("readLines takes the address out of %j", (line, name) => {
  expect(readLines([line])).toMatchObject({ name, emails: ["ann@example.net"] });
});

test("readLines tells who, where and how", () => {
  expect(
    readLines([
      "Jo Example",
      "Example University",
      "1 Campus Drive",
      "jo@example.edu",
      "+1.5555550100",
      "Fax. +1 555 555 0101",
      "https://www.example.edu/",
      "US",
    ]),
  ).toEqual({
    name: "Jo Example",
    organization: "Example University",
    address: ["1 Campus Drive"],
    country: "US",
    phones: ["+1.5555550100"],
    faxes: ["+1 555 555 0101"],
    emails: ["jo@example.edu"],
    urls: ["https://www.example.edu/"],
  });
});

test("contactOf tells what is withheld, with the registry's words for it", () => {
  const { contact, redacted } = contactOf("registrant", [
    { word: "name", value: "REDACTED FOR PRIVACY" },
    { word: "address", value: "Hidden upon user request" },
    { word: "email", value: "Please query the RDDS service" },
    { word: "country", value: "France" },
  ]);
  expect(contact).toEqual({ country: "FR" });
  expect(redacted).toEqual([
    { name: "Registrant Name" },
    { name: "Registrant Street", reason: "Hidden upon user request" },
    { name: "Registrant Email", reason: "Please query the RDDS service" },
  ]);
});

const lines = (...values: readonly string[]) =>
  contactOf(
    "technical",
    values.map((value) => ({ word: "line" as const, value })),
  );

test("contactOf takes lines that are all withheld for the whole contact", () => {
  expect(lines("NOT DISCLOSED!", "Visit www.example.eu for the web-based WHOIS.")).toEqual({
    contact: {},
    redacted: [
      {
        name: "Tech Contact",
        reason: "NOT DISCLOSED! Visit www.example.eu for the web-based WHOIS.",
      },
    ],
  });
  expect(lines("Jo Example", "Hidden upon user request").redacted).toEqual([
    { name: "Tech Street", reason: "Hidden upon user request" },
  ]);
});

const emailOf = (value: string) => contactOf("registrant", [{ word: "email", value }]).contact;

test("contactOf tells a form from an address, and keeps what is spelled for people", () => {
  expect(emailOf("jo@example.com")).toEqual({ email: "jo@example.com" });
  expect(emailOf("info AT example.org.il")).toEqual({ email: "info AT example.org.il" });
  expect(emailOf("Select the form at https://example.com/whois")).toEqual({
    contactUri: "https://example.com/whois",
  });
  expect(emailOf("see our site")).toEqual({});
});

test("contactOf reads a name in two parts, and the title beside a name", () => {
  const values = [
    { word: "givenName", value: "TAI MAN" },
    { word: "familyName", value: "CHAN" },
    { word: "title", value: "Example Ltd" },
  ] as const;
  expect(contactOf("registrant", values).contact).toEqual({
    name: "TAI MAN CHAN",
    organization: "Example Ltd",
  });
});

const postal = (value: string) => contactOf("abuse", [{ word: "postalCode", value }]).contact;

test("contactOf takes a whole address in the place of a postal code for an address", () => {
  expect(postal("A-1010")).toEqual({ postalCode: "A-1010" });
  expect(postal("1 Example Street, 1010 Wien")).toEqual({
    address: ["1 Example Street, 1010 Wien"],
  });
});
