import { expect, test } from "vitest";
import { readFields } from "../src/whois-text/fields.ts";
import { plainLabel } from "../src/whois-text/label.ts";
import { labelled } from "../src/whois-text/labelled.ts";
import { contactWord, domainWord, roleLabelOf, sectionOf } from "../src/whois-text/vocabulary.ts";

test.each([
  ["Domain Name", "domain name"],
  ["Domain Name............", "domain name"],
  ["** Domain Servers", "domain servers"],
  ["[Created on]", "created on"],
  ["last-update", "last update"],
  ["e-mail", "email"],
  ["Registrant's address", "registrant address"],
  ["Organisation", "organization"],
  ["Current Registar", "current registrar"],
  ["Administrative Contact(AC)", "administrative contact"],
  ["Data de registo / Creation Date (dd/mm/yyyy)", "data de registo / creation date"],
  ["Servidor(es) de Nombres", "servidor de nombres"],
])("plainLabel makes %j to %j", (text, label) => {
  expect(plainLabel(text)).toBe(label);
});

test.each([
  ["Domain Name: example.com", "domain name", "example.com"],
  ["Domain name.........: example.tn", "domain name", "example.tn"],
  ["도메인이름                  : example.kr", "도메인이름", "example.kr"],
  ["域名：example.cn", undefined, undefined],
  ["域名： example.cn", "域名", "example.cn"],
  ["[Name Server]                   ns1.example.jp", "name server", "ns1.example.jp"],
  ["a. [Network Number]             192.0.2.0/24", "network number", "192.0.2.0/24"],
  ["c [Record Created]             12-JAN-1998", "record created", "12-JAN-1998"],
  ["[Tech-C]", "tech c", ""],
  ["Registrant:", "registrant", ""],
  ["DNSSEC:N", "dnssec", "N"],
  ["Registrant Email:https://example.cn/form", "registrant email", "https://example.cn/form"],
  ["network:Org-Name;I:Example", "org name", "Example"],
  ["Record expires on 2027-05-31 (YYYY-MM-DD)", "record expires on", "2027-05-31 (YYYY-MM-DD)"],
  ["Registered on 31st October 2002", "registered on", "31st October 2002"],
  ["Domain  name    example.md", "domain name", "example.md"],
  ["Nameserver      ns1.example.md  192.0.2.1", "nameserver", "ns1.example.md 192.0.2.1"],
  [
    "Company English Name (It should be the same as the registered name): X Ltd",
    "company english name",
    "X Ltd",
  ],
  // Sentences, banners and addresses are no labels.
  ["[ JPRS database provides information on network administration.  ]", undefined, undefined],
  ["https://www.example.com/", undefined, undefined],
  ["WHOIS lookup made at 12:00:00 22-Nov-2026", undefined, undefined],
  ["Last updated on 2026-11-22T12:01:30Z", undefined, undefined],
  ["(c) 2026 Example: all of it", undefined, undefined],
  ["that nobody of us would ever take for a label: x", undefined, undefined],
  [`${"x".repeat(81)}: y`, undefined, undefined],
  ["2001:db8::1", undefined, undefined],
  [": x", undefined, undefined],
  ["", undefined, undefined],
])("labelled reads %j", (line, label, value) => {
  expect(labelled(line)).toEqual(label === undefined ? undefined : { label, value });
});

test("the words of labels are known, those of two languages by either half", () => {
  expect(domainWord("creation date")).toBe("created");
  expect(domainWord("estado / status")).toBe("status");
  expect(domainWord("colour")).toBeUndefined();
  expect(contactWord("fax no")).toBe("fax");
  expect(sectionOf("titular / registrant")).toBe("registrant");
  expect(sectionOf("constructor")).toBeUndefined();
});

test.each([
  ["registrant name", "registrant", "name"],
  ["registry tech id", "technical", "handle"],
  ["admin contact email", "administrative", "email"],
  ["registrar abuse contact phone", "abuse", "phone"],
  ["sponsoring registrar city", "registrar", "city"],
  ["domain holder organization", "registrant", "organization"],
  ["adm zipcode", "administrative", "postalCode"],
  ["tech contact", "technical", "title"],
])("roleLabelOf reads %j", (label, role, word) => {
  expect(roleLabelOf(label)).toEqual({ role, word });
});

test("roleLabelOf leaves labels without a role or a value of somebody", () => {
  for (const label of ["name", "registrant", "registrant type", "registrar whois server"])
    expect(roleLabelOf(label)).toBeUndefined();
});

/** Fields as `section/label=value`. */
const fieldsIn = (text: string): readonly string[] =>
  readFields(text).map(({ section = "", label, value }) => `${section}/${label}=${value}`);

test("readFields puts lines below the heading that they stand under", () => {
  expect(fieldsIn("Registrant:\n  Jo\n  Street 1\n\nStatus: ok\n")).toEqual([
    "registrant/line=Jo",
    "registrant/line=Street 1",
    "/status=ok",
  ]);
  expect(fieldsIn("Registrant\n\nname: Jo\ncity: Ulm\n\nstatus: ok\n")).toEqual([
    "registrant/name=Jo",
    "registrant/city=Ulm",
    "/status=ok",
  ]);
  expect(fieldsIn("Domain name:\n    example.uk\n")).toEqual(["/domain name=example.uk"]);
  expect(fieldsIn("% Registrar:\n% =====\nname: X\n")).toEqual(["registrar/name=X"]);
});

test("readFields lets a value go on where the next line is indented, or begins with a plus", () => {
  expect(fieldsIn("address:   Street 1\n           Ulm\n+          Germany\n")).toEqual([
    "/address=Street 1",
    "/address=Ulm",
    "/address=Germany",
  ]);
});

test("readFields takes a label without a value among others for no heading", () => {
  expect(fieldsIn("Fax:\nStatus: ok\n")).toEqual(["/status=ok"]);
  expect(fieldsIn("Status: ok\nReseller:\nStatus: hold\nFor more see below\n")).toEqual([
    "/status=ok",
    "/status=hold",
  ]);
  expect(fieldsIn("Owner Contact\nName: Jo\nFax:\nCity: Ulm\n")).toEqual([
    "registrant/name=Jo",
    "registrant/city=Ulm",
  ]);
  expect(fieldsIn("Name: Jo\nReseller:\n  Example\nCity: Ulm\n")).toEqual([
    "/name=Jo",
    "reseller/line=Example",
    "/city=Ulm",
  ]);
});

test("readFields takes the end of a sentence for no heading", () => {
  expect(fieldsIn("the data of the\nregistrar\nRegistrar.\nis not ours\n")).toEqual([]);
});

test("readFields leaves out what says that there is none, but not a status", () => {
  expect(fieldsIn("Fax: N/A\nPhone: ***\nName: none\nCity: -\n")).toEqual([]);
  expect(fieldsIn("Status: NOT AVAILABLE\n")).toEqual(["/status=NOT AVAILABLE"]);
});

test("readFields reads two labels on the line of a heading", () => {
  expect(fieldsIn("Registrar Contact Information: Email: a@b.example  Hotline: +852 1\n")).toEqual([
    "registrar/email=a@b.example",
    "registrar/hotline=+852 1",
  ]);
});

test("readFields numbers the paragraphs", () => {
  expect(readFields("a: 1\nb: 2\n\n\nc: 3\n---\nd: 4\n").map(({ paragraph }) => paragraph)).toEqual(
    [1, 1, 2, 3],
  );
});
