/** Records as RDAP objects: valid, and with the same facts when they are read again. */

import { expect, test } from "vitest";
import type { Contact, Contacts, RegistryRecord } from "../src/model/record.ts";
import { conformanceOf } from "../src/rdap-out/conformance.ts";
import { countryCode } from "../src/rdap-out/json.ts";
import { webAddress } from "../src/rdap-out/links.ts";
import { rdapObject } from "../src/rdap-out/rdap-object.ts";
import { rdapStatus } from "../src/rdap-out/status.ts";
import { recordFromRdap } from "../src/record/from-rdap.ts";
import { rfc3339 } from "../src/record/rfc3339.ts";
import { fixtureRecords } from "./support/fixture-records.ts";
import { rdapFaults } from "./support/rdap-conformance.ts";

/** A record as it goes over the wire. */
const onTheWire = (record: RegistryRecord): Readonly<Record<string, unknown>> => {
  const object = rdapObject(record);
  return JSON.parse(JSON.stringify({ rdapConformance: conformanceOf(object), ...object }));
};

test("rdapObject makes valid RDAP of every record", () => {
  const records = fixtureRecords();
  const faults = records.flatMap(({ name, record }) =>
    rdapFaults(onTheWire(record)).map((fault) => `${name}: ${fault}`),
  );
  expect(faults).toEqual([]);
  expect(records.length).toBeGreaterThan(20);
});

/** A record without what RDAP has only a remark for, and with its values as RDAP writes them. */
function comparable(record: RegistryRecord): object {
  const { statuses = [], contacts, redacted = [], ...rest } = record;
  const values: object = JSON.parse(JSON.stringify(rest, asWritten));
  return {
    ...values,
    statuses: [...new Set(statuses.flatMap((status) => rdapStatus(status) ?? []))].toSorted(),
    redacted: redacted.map(({ name, reason }) => ({ name, reason })),
    contacts: contactFacts(contacts),
  };
}

const REMARKS = /^(?:events|remarks|description|notices|self|atRegistrar)$/;
const DATES = /^(?:created|updated|expires|registrarExpires|transferred|databaseUpdated)$/;

function asWritten(member: string, value: unknown): unknown {
  if (REMARKS.test(member)) return undefined;
  // A digest or a key may be written in pieces.
  if (member === "ds" || member === "keys") return String(value).replaceAll(" ", "");
  if (typeof value !== "string") return value;
  if (DATES.test(member)) return rfc3339(value);
  if (member === "url") return webAddress(value);
  if (/^(?:phone|fax)$/.test(member)) return plainNumber(value);
  return member === "country" ? countryCode(value) : value;
}

const plainNumber = (text: string | undefined) => text?.replaceAll(/[\s()]/g, "");

/** Everybody's names and addresses, whatever the role is called. */
const contactFacts = (contacts: Contacts = {}): readonly string[] =>
  [...new Set(Object.values(contacts).flat().map(contactText))].toSorted();

function contactText(contact: Contact): string {
  const { handle, name, organization, phone, fax, email, city, street } = contact;
  const numbers = [phone, fax].map(plainNumber);
  return JSON.stringify([handle, name ?? organization, numbers, email, city, street]);
}

test("recordFromRdap(rdapObject(record)) has the facts of the record", () => {
  for (const { name, record } of fixtureRecords()) {
    const again = recordFromRdap(onTheWire(record));
    expect(again?.kind, name).toBe(record.kind);
    expect(again && comparable(again), name).toMatchObject(comparable(record));
  }
});
