import { expect, test } from "vitest";
import { loadBuiltInTables } from "../src/tables/built-in.ts";

const tables = loadBuiltInTables();

test.each([
  ["www.example.co.uk", "example.co.uk"],
  ["a.b.c.example.com", "example.com"],
  // No registry of its own in our tables: the public suffix list knows it.
  ["www.example.com.au", "example.com.au"],
  // A registry of its own in our tables: the public suffix list has it among private domains.
  ["www.foo.uk.com", "foo.uk.com"],
  ["www.example.priv.at", "example.priv.at"],
  // Wildcards of the public suffix list, and an exception to one.
  ["www.example.co.ck", "example.co.ck"],
  ["www.shop.example.kobe.jp", "shop.example.kobe.jp"],
  ["shop.www.ck", "www.ck"],
  // Private domains of the list are registered as they stand.
  ["someone.github.io", "github.io"],
  ["www.xn--bcher-kva.xn--fiqs8s", "xn--bcher-kva.xn--fiqs8s"],
  ["www.example.xn--55qx5d.cn", "example.xn--55qx5d.cn"],
  // A zone that nobody knows.
  ["www.example.nosuchzone", "example.nosuchzone"],
  ["www.printer.local", "printer.local"],
])("registrableName cuts %s down to %s", (name, expected) => {
  expect(tables.registrableName(name)).toBe(expected);
});

test.each([
  "example.com",
  "foo.uk.com",
  "uk.com",
  "co.uk",
  "ac.uk",
  "com",
  "nosuchzone",
  "xn--fiqs8s",
  "co.ck",
  "www.ck",
  "1.2.0.192.in-addr.arpa",
  "in-addr.arpa",
  "8.b.d.0.1.0.0.2.ip6.arpa",
  "4.3.2.1.9.4.e164.arpa",
])("registrableName leaves %s as it is", (name) => {
  expect(tables.registrableName(name)).toBe(name);
});
