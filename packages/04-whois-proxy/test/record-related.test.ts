import { expect, test } from "vitest";
import { relatedRdapUrl } from "../src/record/related.ts";

const TYPE = "application/rdap+json";
const TARGET = "https://rdap.registrar.example/domain/example.com";
const related = { rel: "related", type: TYPE, href: TARGET };
const reply = (...links: readonly unknown[]): unknown => ({ links });

test("relatedRdapUrl finds the registrar's reply", () => {
  expect(
    relatedRdapUrl(reply({ ...related, rel: "self", href: "https://a.example/" }, related)),
  ).toBe(TARGET);
});

test("relatedRdapUrl reads rel and type in any case, with parameters, and a lone link", () => {
  const link = { ...related, rel: "Related", type: "Application/RDAP+JSON; charset=utf-8" };
  expect(relatedRdapUrl({ links: link })).toBe(TARGET);
});

test.each([
  ["a web page", { ...related, type: "text/html" }],
  ["a link without a type", { rel: "related", href: TARGET }],
  ["another relation", { ...related, rel: "alternate" }],
  ["a relative reference", { ...related, href: "/domain/example.com" }],
  ["another scheme", { ...related, href: "ftp://rdap.registrar.example/" }],
  ["no URL", { ...related, href: "https://" }],
  ["no text", { ...related, href: 7 }],
])("relatedRdapUrl ignores %s", (_, link) => {
  expect(relatedRdapUrl(reply(link))).toBeUndefined();
});

test("relatedRdapUrl ignores a link to the reply itself", () => {
  const self = { ...related, rel: "self", href: TARGET.toUpperCase() };
  expect(relatedRdapUrl(reply(related, self))).toBeUndefined();
});

test("relatedRdapUrl ignores the links of entities", () => {
  expect(relatedRdapUrl({ entities: [{ links: [related] }] })).toBeUndefined();
});

test.each([undefined, null, 7, "links", [], {}, { links: 7 }, { links: [null, [], "x"] }])(
  "relatedRdapUrl finds nothing in %j",
  (json) => {
    expect(relatedRdapUrl(json)).toBeUndefined();
  },
);
