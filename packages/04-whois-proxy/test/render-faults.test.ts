/** The faults of other programs that write RDAP as WHOIS text: each is a test that it is not ours. */

import { expect, test } from "vitest";
import { mergeRecords } from "../src/record/merge.ts";
import { renderRecord } from "../src/render/render.ts";
import { ownRecord, rdapCases } from "./rdap-cases.ts";
import { recordFromRdap } from "../src/record/from-rdap.ts";

const registrar = renderRecord(ownRecord("02-domain-registrar"));
const merged = renderRecord(
  mergeRecords(ownRecord("01-domain-thin-registry"), ownRecord("02-domain-registrar")),
);
const texts = rdapCases.flatMap(({ response }) => {
  const record = recordFromRdap(response);
  return record === undefined ? [] : renderRecord(record);
});
const linesOf = (text: string, key: string): readonly string[] =>
  text.split("\n").filter((line) => line.startsWith(`${key}:`));

test("renderRecord writes statuses as EPP words with their link, not in RDAP's words", () => {
  expect(linesOf(registrar, "Domain Status")).toEqual([
    "Domain Status: clientTransferProhibited https://icann.org/epp#clientTransferProhibited",
  ]);
  expect(texts.join("\n")).not.toMatch(
    /Domain Status: (?:active|client|server|pending|add|auto|renew|redemption)\b/,
  );
});

test("renderRecord writes phones without a scheme, and no fax as the abuse contact's phone", () => {
  expect(linesOf(registrar, "Registrar Abuse Contact Phone")).toEqual([
    "Registrar Abuse Contact Phone: +1.5555550101",
  ]);
  expect(texts.join("\n")).not.toMatch(/\b(?:tel|fax):\+?\d/);
});

test("renderRecord calls only a registrar's host the registrar's WHOIS server", () => {
  expect(linesOf(registrar, "Registrar WHOIS Server")).toEqual([]);
  expect(
    linesOf(renderRecord(ownRecord("03-domain-thick-cctld")), "Registrar WHOIS Server"),
  ).toEqual([]);
  expect(linesOf(merged, "Registrar WHOIS Server")).toEqual([
    "Registrar WHOIS Server: whois.registrar.example",
  ]);
});

test("renderRecord orders dates as ICANN does, whatever the order of the reply", () => {
  const keys = merged
    .split("\n")
    .flatMap(
      (line) =>
        /^(Updated|Creation|Registry Expiry|Registrar .*Expiration) Date/.exec(line)?.[1] ?? [],
    );
  expect(keys).toEqual([
    "Updated",
    "Creation",
    "Registry Expiry",
    "Registrar Registration Expiration",
    "Updated",
  ]);
});

test("renderRecord writes no empty values for a redacted contact, but why it is redacted", () => {
  expect(linesOf(registrar, "Registrant Street")).toEqual([
    "Registrant Street: REDACTED FOR PRIVACY (Server policy)",
  ]);
  expect(registrar).not.toMatch(/^Registrant [\w/ ]+: *$/m);
});

test("renderRecord writes DNSSEC signed or not, the registrar's site, ids and terms", () => {
  const unsigned = renderRecord(ownRecord("04-domain-redacted-by-values"));
  expect(unsigned).toContain("\nDNSSEC: unsigned\n");
  expect(merged).toContain("\nDNSSEC: signedDelegation\nDNSSEC DS Data: 370 13 2 ");
  expect(merged).toContain("\nRegistrar URL: https://www.registrar.example/\n");
  expect(merged).toContain("\nRegistry Registrant ID: REDACTED FOR PRIVACY (Server policy)\n");
  expect(merged).toContain("\n\nTerms of Use\nData is provided for information only.\n");
});

test("renderRecord writes a network whole, and no comma behind its range", () => {
  const network = renderRecord(ownRecord("08-ip4-arin"));
  expect(linesOf(network, "NetRange")).toEqual(["NetRange:       192.0.2.0 - 192.0.2.255"]);
  expect(network.split("\n").length).toBeGreaterThan(10);
});

test("renderRecord uses ICANN's own keys for handle and abuse contact", () => {
  expect(linesOf(merged, "Handle")).toEqual([]);
  expect(linesOf(merged, "Registry Domain ID")).toEqual([
    "Registry Domain ID: 1234567_DOMAIN_COM-VRSN",
  ]);
  expect(linesOf(merged, "Registrar Abuse Contact Email")).toEqual([
    "Registrar Abuse Contact Email: abuse@registrar.example",
  ]);
});

test("renderRecord keeps address, phone, country, CIDR, remarks and parent of a network", () => {
  const network = renderRecord(ownRecord("05-ip6-ripe"));
  const keys = ["address", "phone", "country", "cidr", "remarks", "parent"];
  expect(keys.filter((key) => linesOf(network, key).length === 0)).toEqual([]);
});

test("mergeRecords keeps the registry's record when the registrar's reply is of another name", () => {
  const registry = ownRecord("01-domain-thin-registry");
  expect(mergeRecords(registry, ownRecord("13-domain-malformed"))).toBe(registry);
});
