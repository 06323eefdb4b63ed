/**
 * Our text, read by the parsers that other people use for WHOIS, and by our own: they must find what
 * the registry said.
 */

import { createRequire } from "node:module";
import { expect, test } from "vitest";
import type { DomainRecord, RegistryRecord } from "../src/model/record.ts";
import { renderRecord } from "../src/render/render.ts";
import { recordsOf } from "./rdap-records.ts";

// Both packages hide their parsers behind functions that dial the registry.
const require = createRequire(import.meta.url);
const { parseDomainWhois, parseSimpleWhois }: WhoiserParsers = require("whoiser/src/parsers.js");
const parseRawData: (
  text: string,
) => Readonly<Record<string, string>> = require("whois-json/parse-raw-data.js");

interface WhoiserParsers {
  readonly parseDomainWhois: (
    domain: string,
    text: string,
    ignorePrivacy: boolean,
  ) => Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly parseSimpleWhois: (text: string) => Readonly<Record<string, string | undefined>>;
}

/** As it goes over the wire. */
const wire = (record: RegistryRecord): string =>
  `${renderRecord(record).replaceAll("\n", "\r\n")}\r\n`;

const domains = recordsOf("domain");

test.for(domains)("whoiser finds the facts of $name", ({ record }) => {
  const read = parseDomainWhois(record.name, wire(record), true);
  expect({
    name: String(read["Domain Name"]).toLowerCase(),
    registrar: read["Registrar"],
    ianaId: read["Registrar IANA ID"],
    created: read["Created Date"],
    updated: read["Updated Date"],
    expires: read["Expiry Date"],
    statuses: [read["Domain Status"] ?? []].flat().map((text) => text.split(" https:")[0]),
    nameservers: read["Name Server"],
  }).toEqual({
    ...factsOf(record),
    // It has one word for both dates.
    expires: distinct([record.expires, record.registrarExpires]),
  });
});

test.for(domains)("whois-json finds the facts of $name", ({ record }) => {
  const read = parseRawData(wire(record));
  expect({
    name: read["domainName"]?.toLowerCase(),
    registrar: read["registrar"],
    ianaId: read["registrarIanaId"],
    created: read["creationDate"],
    updated: read["updatedDate"],
    expires: read["registryExpiryDate"],
    registrarExpires: read["registrarRegistrationExpirationDate"],
    statuses: read["domainStatus"]?.replaceAll(/ https:\S+/g, ""),
    nameservers: read["nameServer"],
  }).toEqual({
    ...factsOf(record),
    registrarExpires: record.registrarExpires,
    statuses: record.statuses?.join(" "),
    nameservers: record.nameservers?.map(({ name }) => name).join(" "),
  });
});

// For numbers it wants lines without the CR that port 43 has.
const readNumber = (record: RegistryRecord): Readonly<Record<string, string | undefined>> =>
  parseSimpleWhois(renderRecord(record));

test.for(recordsOf("network"))("whoiser finds the facts of the network $name", ({ record }) => {
  const read = readNumber(record);
  const { start, end, name, cidrs } = record;
  expect(read["range"] ?? read["inet6num"]).toBe(`${start} - ${end}`);
  expect(read["netname"] ?? read["NetName"]).toBe(name);
  // In LACNIC's format the blocks stand where it takes the range from.
  const blocks = read["route"] ?? read["cidr"] ?? cidrs.join();
  expect(blocks.split(/[\n,]\s*/)).toEqual(cidrs);
});

test.for(recordsOf("autnum"))("whoiser finds the facts of the AS number $name", ({ record }) => {
  const read = readNumber(record);
  const number = read["aut-num"] ?? read["as-block"] ?? read["ASNumber"];
  expect(number?.replaceAll("AS", "").split(" - ")[0]).toBe(String(record.start));
  expect(read["as-name"] ?? read["ASName"]).toBe(record.name);
});

const factsOf = (record: DomainRecord) => ({
  name: record.name,
  registrar: record.registrar?.name ?? record.registrar?.handle,
  ianaId: record.registrar?.ianaId,
  created: record.created,
  updated: record.updated,
  expires: record.expires,
  statuses: record.statuses ?? [],
  nameservers: record.nameservers?.map(({ name }) => name) ?? [],
});

/** Different values of one key in one text. */
const distinct = (values: readonly (string | undefined)[]): string | undefined =>
  [...new Set(values.filter((value) => value !== undefined))].join(" ") || undefined;
