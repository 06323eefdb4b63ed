/**
 * Whatever a record holds: each of its values is in the text, under its own key and no other. Every
 * value here is the path of its member, so that the text tells where it came from.
 */

import * as fc from "fast-check";
import { expect, test } from "vitest";
import type {
  AutnumRecord,
  Contact,
  DomainRecord,
  EntityRecord,
  NameserverRecord,
  NetworkRecord,
  Registrar,
  RegistryRecord,
} from "../src/model/record.ts";
import { renderRecord } from "../src/render/render.ts";

const at = (path: string) => fc.constant(`«${path}»`);
const listAt = (path: string) => fc.constant([`«${path}.0»`, `«${path}.1»`]);

const contactMembers = (path: string) => ({
  handle: at(`${path}.handle`),
  name: at(`${path}.name`),
  organization: at(`${path}.organization`),
  street: listAt(`${path}.street`),
  city: at(`${path}.city`),
  state: at(`${path}.state`),
  postalCode: at(`${path}.postalCode`),
  country: at(`${path}.country`),
  phone: at(`${path}.phone`),
  fax: at(`${path}.fax`),
  otherPhones: listAt(`${path}.otherPhones`),
  email: at(`${path}.email`),
  otherEmails: listAt(`${path}.otherEmails`),
  contactUri: at(`${path}.contactUri`),
  created: at(`${path}.created`),
  updated: at(`${path}.updated`),
  remarks: listAt(`${path}.remarks`),
  url: at(`${path}.url`),
});

const contactAt = (path: string): fc.Arbitrary<Contact> =>
  fc.record(
    {
      ...contactMembers(path),
      contacts: fc.record(
        { noc: fc.tuple(fc.record(contactMembers(`${path}.noc`), { requiredKeys: [] })) },
        { requiredKeys: [] },
      ),
    },
    // People without a handle or a name are nobody.
    { requiredKeys: ["handle", "name"] },
  );

const contacts = fc.record(
  {
    registrant: fc.tuple(contactAt("registrant")),
    technical: fc.tuple(contactAt("technical"), contactAt("technical2")),
    "zone desk": fc.tuple(contactAt("zone")),
  },
  { requiredKeys: [] },
);

const baseMembers = {
  handle: at("handle"),
  port43: at("port43"),
  statuses: listAt("statuses"),
  created: at("created"),
  updated: at("updated"),
  events: fc.constant([{ action: "«events.action»", date: "«events.date»" }]),
  contacts,
  description: listAt("description"),
  remarks: listAt("remarks"),
  notices: fc.constant([
    { title: "«notices.title»", lines: ["«notices.line»"], links: ["«notices.link»"] },
  ]),
  publicIds: fc.constant([{ type: "«publicIds.type»", identifier: "«publicIds.identifier»" }]),
  databaseUpdated: at("databaseUpdated"),
};

const registrar: fc.Arbitrary<Registrar> = fc.record(
  {
    ...contactMembers("registrar"),
    ianaId: at("registrar.ianaId"),
    whois: at("registrar.whois"),
    abuse: fc.record(contactMembers("abuse"), { requiredKeys: [] }),
  },
  { requiredKeys: [] },
);

const domain: fc.Arbitrary<DomainRecord> = fc.record(
  {
    ...baseMembers,
    kind: fc.constant("domain" as const),
    name: at("name"),
    unicodeName: at("unicodeName"),
    registrar,
    reseller: contactAt("reseller"),
    expires: at("expires"),
    registrarExpires: at("registrarExpires"),
    transferred: at("transferred"),
    nameservers: fc.constant([{ name: "«nameservers.name»" }]),
    dnssec: fc.constant({ signed: true, ds: ["«dnssec.ds»"], keys: ["«dnssec.keys»"] }),
    atRegistrar: fc.record(
      {
        handle: at("atRegistrar.handle"),
        created: at("atRegistrar.created"),
        updated: at("atRegistrar.updated"),
        statuses: listAt("atRegistrar.statuses"),
        nameservers: fc.constant([{ name: "«atRegistrar.nameservers.name»" }]),
      },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: ["kind", "name"] },
);

const nameserver: fc.Arbitrary<NameserverRecord> = fc.record(
  {
    ...baseMembers,
    kind: fc.constant("nameserver" as const),
    name: at("name"),
    unicodeName: at("unicodeName"),
    addresses: listAt("addresses"),
    registrar,
  },
  { requiredKeys: ["kind", "name"] },
);

const network: fc.Arbitrary<NetworkRecord> = fc.record(
  {
    ...baseMembers,
    kind: fc.constant("network" as const),
    start: at("start"),
    end: at("end"),
    cidrs: listAt("cidrs"),
    name: at("name"),
    type: at("type"),
    parent: at("parent"),
    country: at("country"),
    originAutnums: fc.constant([64_511]),
  },
  { requiredKeys: ["kind", "start", "end", "cidrs"] },
);

const autnum: fc.Arbitrary<AutnumRecord> = fc.record(
  {
    ...baseMembers,
    kind: fc.constant("autnum" as const),
    start: fc.constant(64_500),
    end: fc.constant(64_501),
    name: at("name"),
    type: at("type"),
    country: at("country"),
  },
  { requiredKeys: ["kind", "start", "end"] },
);

const entity: fc.Arbitrary<EntityRecord> = fc.record(
  {
    ...baseMembers,
    ...contactMembers("own"),
    entityKind: fc.constantFrom("individual", "group", "org"),
    kind: fc.constant("entity" as const),
    roles: fc.constantFrom(["registrar"], ["«roles»"]),
    ianaId: at("ianaId"),
    whois: at("whois"),
  },
  { requiredKeys: ["kind", "handle", "name"] },
);

/** All values of a record, each with the characters that make it findable. */
const valuesOf = (record: RegistryRecord): readonly string[] =>
  JSON.stringify(record).match(/«[^»]+»/g) ?? [];

const linesWith = (text: string, value: string): readonly string[] =>
  text.split("\n").filter((line) => line.includes(value));

/** The registries whose dialects there are, and one that has none. */
const hosts = ["ripe.net", "arin.net", "lacnic.net", "apnic.net", "afrinic.net", "nic.example"];

test.each(hosts)("renderRecord shows every value of numbers and people of %s", (host) => {
  fc.assert(
    fc.property(fc.oneof(network, autnum, entity), (any) => {
      const record = { ...any, port43: `whois.${host}` };
      const text = renderRecord(record);
      expect(valuesOf(record).filter((value) => !text.includes(value))).toEqual([]);
    }),
  );
});

test("renderRecord shows every value of domains and name servers once", () => {
  fc.assert(
    fc.property(fc.oneof(domain, nameserver), (record) => {
      const text = renderRecord(record);
      const amiss = valuesOf(record).filter((value) => linesWith(text, value).length !== 1);
      expect(amiss).toEqual([]);
    }),
  );
});

/** Keys that only one value may have, and which: of alternatives the first that is known. */
const OWNERS: Readonly<Record<string, RegExp>> = {
  "Domain Name": /^«name»/,
  "Registry Domain ID": /^«handle»/,
  "Registrar WHOIS Server": /^«registrar\.whois»/,
  "Registrar URL": /^«registrar\.url»/,
  "Updated Date": /^«updated»/,
  "Creation Date": /^«created»/,
  "Registry Expiry Date": /^«expires»/,
  "Registrar Registration Expiration Date": /^«registrarExpires»/,
  Registrar: /^«registrar\.(?:name|organization|handle)»/,
  "Registrar IANA ID": /^«registrar\.ianaId»/,
  "Registrar Abuse Contact Email": /^«abuse\.(?:email|contactUri)»/,
  "Registrar Abuse Contact Phone": /^«abuse\.phone»/,
  Reseller: /^«reseller\.name»/,
  "Domain Status": /^«statuses\.\d»/,
  "Name Server": /^«nameservers\.name»/,
  DNSSEC: /^signedDelegation$/,
  "DNSSEC DS Data": /^«dnssec\.ds»/,
  "Registry Registrant ID": /^«registrant\.handle»/,
  "Registry Tech ID": /^«technical\.handle»/,
  "Registrant Email": /^«registrant\.(?:email|contactUri)»/,
  "Tech Name": /^«technical\.name»/,
  "Tech Street": /^«technical\.street\.\d»/,
};

test("renderRecord writes nothing under a key of ICANN's but the value that it is for", () => {
  fc.assert(
    fc.property(domain, (record) => {
      const [facts = ""] = renderRecord(record).split("\n\n");
      for (const line of facts.split("\n")) {
        const [, key = "", value = ""] = /^([^:]+): (.*)$/.exec(line) ?? [];
        expect(value).toMatch(OWNERS[key] ?? /./);
      }
    }),
  );
});

/** A line of its own, should any end of a line in a value get through. */
const FORGED =
  "\r\nDomain Status: forged\n>>> forged <<<\u2028remarks: forged\u0085netname: forged";

/** The record with that behind each of its values. */
const forge = <T extends RegistryRecord>(record: T): T =>
  JSON.parse(JSON.stringify(record).replaceAll("»", `»${JSON.stringify(FORGED).slice(1, -1)}`));

test("renderRecord makes no line out of a value that no reader has made flat", () => {
  fc.assert(
    fc.property(fc.oneof(domain, nameserver, network, autnum, entity), (record) => {
      const forged = renderRecord(forge(record));
      expect(forged).not.toMatch(/[^\P{Cc}\n]|[\p{Zl}\p{Zp}]/u);
      expect(forged).not.toMatch(
        /^(?:Domain Status: forged|>>> forged|remarks: +forged|netname: +forged)/m,
      );
      expect(forged.split("\n")).toHaveLength(renderRecord(record).split("\n").length);
    }),
  );
});
