/** What replies say, read by other programs, must come out of them. */

import { isIP } from "node:net";
import { expect, test } from "vitest";
import { parseNetwork } from "../src/model/ip.ts";
import type { DomainRecord, NetworkRecord, RegistryRecord } from "../src/model/record.ts";
import { rfc3339 } from "../src/record/rfc3339.ts";
import { decodeReply } from "../src/upstream/charset.ts";
import { recordFromWhois } from "../src/whois-text/record-from-whois.ts";
import { type Fixture, fixturesOf } from "./support/fixtures.ts";
import { faultsIn, inventedIn, subjectOf } from "./whois-text-cases.ts";

const { all } = fixturesOf("whois");
const withRecord = all.filter(({ name }) => /^\d+-(?:found|hard|reserved|ip)-/.test(name));

type Expected = Fixture["about"]["expected"];

/** The name asked for; some captures have it without its zone, some not at all. */
function queryOf({ name, about }: Fixture): string {
  const { domain } = about.expected;
  const zone = /"tld": "([^"]+)"/.exec(JSON.stringify(about, null, 1))?.[1] ?? "example";
  if (typeof domain === "string") return domain.includes(".") ? domain : `${domain}.${zone}`;
  if (typeof about.query === "string") return about.query;
  const address = name.split("-").slice(3).join("-").replaceAll("_", ":");
  return isIP(address) === 0 ? `unnamed.${zone}` : address;
}

test.for(withRecord)("recordFromWhois reads what $name says", (fixture) => {
  const text = decodeReply(fixture.reply);
  const record = recordFromWhois(text, subjectOf(queryOf(fixture)));
  expect(faultsIn(record)).toEqual([]);
  expect(inventedIn(record, text)).toEqual([]);
  expect(said(record)).toMatchObject(wanted(fixture.about.expected));
});

/** The expected values in the shape of {@link said}. */
function wanted(expected: Expected): Readonly<Record<string, unknown>> {
  const wants = Object.entries(expected).flatMap(([key, value]) => wantedOf(key, value));
  const isBare = expected["status"] === "reserved" && !("statuses" in expected);
  return Object.fromEntries(isBare ? [...wants, ["statuses", ["reserved"]]] : wants);
}

function wantedOf(key: string, value: unknown): readonly [string, unknown][] {
  if (Array.isArray(value)) return wantedOfList(key, value.map(String));
  if (typeof value !== "string") return [];
  const text = value.trim();
  if (/^(?:created|updated|expires)$/.test(key)) return [[key, text.replace(/Z?$/, "Z")]];
  if (/^(?:registrar|registrar_iana_id|name|country)$/.test(key)) return [[key, text]];
  if (/^(?:registrar_whois|cidr)$/.test(key)) return [[key, text.toLowerCase()]];
  if (/^(?:registrant_org|org)$/.test(key))
    return [["organizations", expect.arrayContaining([text])]];
  if (key === "registry_id") return [[key, /redacted/i.test(text) ? "redacted" : text]];
  if (key !== "range") return [];
  return [[key, text.split(" - ").map((address) => parseNetwork(address)?.address)]];
}

function wantedOfList(key: string, list: readonly string[]): readonly [string, unknown][] {
  if (key === "nameservers")
    return [[key, expect.arrayContaining(list.map((name) => name.toLowerCase()))]];
  if (key !== "statuses") return [];
  return [[key, expect.arrayContaining(list.flatMap((item) => item.split(/, /)))]];
}

/** What a record says, under the keys of the fixtures. */
function said(record: RegistryRecord | undefined): Readonly<Record<string, unknown>> {
  if (record?.kind === "domain") return saidOfDomain(record);
  return record?.kind === "network" ? saidOfNetwork(record) : {};
}

const saidOfDomain = (record: DomainRecord) => ({
  created: rfc3339(record.created),
  updated: rfc3339(record.updated),
  expires: rfc3339(record.expires),
  statuses: record.statuses,
  registrar: record.registrar?.name,
  registrar_iana_id: record.registrar?.ianaId,
  registrar_whois: record.registrar?.whois,
  registry_id:
    record.handle ??
    (record.redacted?.some(({ name }) => name === "Registry Domain ID") && "redacted"),
  nameservers: record.nameservers?.map(({ name }) => name),
  organizations: organizationsOf(record),
});

const saidOfNetwork = (record: NetworkRecord) => ({
  name: record.name,
  country: record.country,
  range: [record.start, record.end],
  cidr: record.cidrs[0],
  organizations: organizationsOf(record),
});

const organizationsOf = ({ contacts = {} }: RegistryRecord): readonly string[] =>
  Object.values(contacts)
    .flat()
    .flatMap(({ organization, name }) => organization ?? name ?? []);
