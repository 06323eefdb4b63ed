/** Our own reader of WHOIS text finds in our text what the record says. */

import { expect, test } from "vitest";
import { parseNetwork } from "../src/model/ip.ts";
import type { AutnumRecord, Contact, NetworkRecord, RegistryRecord } from "../src/model/record.ts";
import type { Subject } from "../src/model/subject.ts";
import { known } from "../src/record/json.ts";
import { easternDay } from "../src/render/arin-date.ts";
import { registryOf } from "../src/render/registry.ts";
import { renderRecord } from "../src/render/render.ts";
import { recordFromWhois } from "../src/whois-text/record-from-whois.ts";
import { recordsOf } from "./rdap-records.ts";

function read<Kind extends RegistryRecord["kind"]>(
  record: Extract<RegistryRecord, { readonly kind: Kind }>,
): unknown {
  return recordFromWhois(renderRecord(record), subjectOf(record));
}

function subjectOf(record: RegistryRecord): Subject {
  switch (record.kind) {
    case "domain":
    case "nameserver":
      return { kind: record.kind, name: record.name, unicode: record.unicodeName ?? record.name };
    case "network":
      return { kind: "network", network: networkOf(record) };
    case "autnum":
      return { kind: "autnum", number: record.start };
    case "entity":
      return { kind: "entity", handle: (record.handle ?? "").toUpperCase() };
  }
}

function networkOf({ cidrs: [first = ""] }: NetworkRecord) {
  const network = parseNetwork(first);
  if (network === undefined) throw new Error(`Cannot ask for "${first}": it is no network`);
  return network;
}

/** The members that are there; WHOIS text is read to the second. */
const given = (members: object): object =>
  JSON.parse(JSON.stringify(known(members)).replaceAll(/(?<=:\d\d)\.\d+(?=Z")/g, ""));

/** A date as the dialect of the record's registry shows it: ARIN and LACNIC have days. */
function dateOf(record: AutnumRecord | NetworkRecord, date: string | undefined) {
  const registry = registryOf(record);
  if (registry === "arin") return easternDay(date);
  return registry === "lacnic" ? date?.slice(0, "2026-01-01".length) : date;
}

const reachOf = ({ name, organization, country, phone, email }: Contact): object =>
  given({ name, organization, country, phone, email });

test.for(recordsOf("domain"))("recordFromWhois reads the domain of $name back", ({ record }) => {
  const { registrar, contacts = {} } = record;
  const roles = ["registrant", "administrative", "technical", "billing"];
  expect(read(record)).toMatchObject(
    given({
      kind: record.kind,
      name: record.name,
      unicodeName: record.unicodeName,
      handle: record.handle,
      registrar: registrar && {
        name: registrar.name,
        ianaId: registrar.ianaId,
        url: registrar.url,
        whois: registrar.whois,
        ...(registrar.abuse && {
          abuse: { email: registrar.abuse.email, phone: registrar.abuse.phone },
        }),
      },
      created: record.created,
      updated: record.updated,
      expires: record.expires,
      registrarExpires: record.registrarExpires,
      statuses: record.statuses,
      nameservers: record.nameservers?.map(({ name }) => ({ name })),
      dnssec: record.dnssec && { signed: record.dnssec.signed },
      contacts: Object.fromEntries(
        roles.flatMap((role) => {
          const [contact] = contacts[role] ?? [];
          return contact === undefined ? [] : [[role, [reachOf(contact)]]];
        }),
      ),
    }),
  );
});

test.for(recordsOf("network"))("recordFromWhois reads the network of $name back", ({ record }) => {
  const { kind, start, end, cidrs, name, type, country, parent } = record;
  const dates = {
    created: dateOf(record, record.created),
    updated: dateOf(record, record.updated),
  };
  expect(read(record)).toMatchObject(
    given({ kind, start, end, cidrs, name, type, country, ...dates }),
  );
  // LACNIC's word for it, `inetnum-up`, is not read yet.
  expect(read(record)).toMatchObject(
    given({ parent: registryOf(record) === "lacnic" ? undefined : parent }),
  );
});

test.for(recordsOf("autnum"))("recordFromWhois reads the AS number of $name back", ({ record }) => {
  const { kind, start, end, name, country } = record;
  const dates = {
    created: dateOf(record, record.created),
    updated: dateOf(record, record.updated),
  };
  expect(read(record)).toMatchObject(given({ kind, start, end, name, country, ...dates }));
});

test.for(recordsOf("nameserver"))(
  "recordFromWhois reads the name server of $name back",
  ({ record }) => {
    const { kind, name, addresses, registrar } = record;
    expect(read(record)).toMatchObject(
      given({ kind, name, addresses, registrar: registrar && { name: registrar.name } }),
    );
  },
);

// LACNIC's owners and registrars by themselves are objects that it does not know yet.
const people = recordsOf("entity").filter(
  ({ record }) => registryOf(record) !== "lacnic" && record.ianaId === undefined,
);

test.for(people)("recordFromWhois reads the person of $name back", ({ record }) => {
  const { kind, handle, country, phone, email } = record;
  const back = read(record);
  expect(back).toMatchObject(given({ kind, handle, country, phone, email }));
  // An organisation's name is a name in RDAP, and an organisation in ARIN's text.
  expect(Object.values(Object(back))).toContain(record.name ?? record.organization);
});
