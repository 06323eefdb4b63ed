import { expect, test } from "vitest";
import type { Contact, DomainRecord, RegistryRecord } from "../src/model/record.ts";
import { recordFromRdap } from "../src/record/from-rdap.ts";
import { mergeRecords } from "../src/record/merge.ts";
import { ownResponse } from "./rdap-cases.ts";

const domain = (members: Partial<DomainRecord>): DomainRecord => ({
  kind: "domain",
  name: "example.com",
  ...members,
});

function merge(registry: Partial<DomainRecord>, registrar: Partial<DomainRecord>): DomainRecord {
  const merged = mergeRecords(domain(registry), domain(registrar));
  if (merged.kind !== "domain") throw new Error("Cannot merge the domains");
  return merged;
}

/** The contacts of one role after merging. */
const mergeContacts = (ours: readonly Contact[], theirs: readonly Contact[]): unknown =>
  merge({ contacts: { technical: ours } }, { contacts: { technical: theirs } }).contacts?.[
    "technical"
  ];

const keys = (...ds: readonly string[]) => ({ dnssec: { signed: true, ds } });

const locked = (date: string) => ({ action: "locked", date });

test("mergeRecords makes one record of a thin registry's and its registrar's", () => {
  const registry = recordFromRdap(ownResponse("01-domain-thin-registry"));
  const registrar = recordFromRdap(ownResponse("02-domain-registrar"));
  if (registry === undefined || registrar === undefined) throw new Error("Cannot read the replies");
  const merged = mergeRecords(registry, registrar);
  expect(merged).toMatchObject({
    handle: "1234567_DOMAIN_COM-VRSN",
    created: "1999-03-01T05:00:00Z",
    updated: "2025-02-02T09:30:00Z",
    expires: "2031-03-01T05:00:00Z",
    registrarExpires: "2031-02-28T23:59:59Z",
    databaseUpdated: "2026-01-05T10:11:12Z",
    self: "https://rdap.registry.example/com/v1/domain/EXAMPLE.COM",
    statuses: ["clientTransferProhibited", "serverDeleteProhibited"],
    registrar: {
      name: "Example Registrar, Inc.",
      ianaId: "9998",
      url: "https://www.registrar.example/",
      whois: "whois.registrar.example",
      organization: "Example Registrar Holding",
      phone: "+1.5555550100",
      abuse: { handle: "ABUSE-1", name: "Abuse Desk", phone: "+1.5555550101" },
    },
    dnssec: { signed: true, ds: [expect.stringMatching(/^370 /)] },
    contacts: { registrant: [{ organization: "Example Holdings Ltd" }] },
    reseller: { name: "Example Reseller" },
    atRegistrar: {
      updated: "2025-02-02T09:30:01Z",
      statuses: ["clientTransferProhibited"],
    },
  });
  // The registrar's own host, and order or fractions that say the same, are no contradictions.
  expect(merged.port43).toBeUndefined();
  expect(merged).not.toHaveProperty("atRegistrar.created");
  expect(merged).not.toHaveProperty("atRegistrar.nameservers");
  expect(merged.notices?.map(({ title }) => title)).toEqual([
    "Terms of Service",
    "Status Codes",
    "RDDS Inaccuracy Complaint Form",
    "Terms of Use",
  ]);
});

test("mergeRecords erases nothing that the registry said", () => {
  for (const name of ["01-domain-thin-registry", "03-domain-thick-cctld", "13-domain-malformed"]) {
    const registry = recordFromRdap(ownResponse(name));
    if (registry?.kind !== "domain") throw new Error("Cannot read the reply");
    const hollow = { kind: "domain", name: registry.name } as const;
    expect(mergeRecords(registry, hollow)).toEqual(registry);
    const { registrar, ...rest } = registry;
    const other: DomainRecord = { ...hollow, created: "1900-01-01T00:00:00Z", handle: "other" };
    expect(mergeRecords(registry, other)).toMatchObject({ ...rest, registrar });
  }
});

test("mergeRecords keeps what the registrar says otherwise apart", () => {
  expect(
    merge(
      { statuses: ["ok"], nameservers: [{ name: "ns1.example" }], dnssec: { signed: true } },
      {
        statuses: ["clientHold"],
        nameservers: [{ name: "ns2.example" }],
        dnssec: { signed: false },
      },
    ),
  ).toEqual(
    domain({
      statuses: ["ok"],
      nameservers: [{ name: "ns1.example" }],
      dnssec: { signed: true },
      atRegistrar: {
        statuses: ["clientHold"],
        nameservers: [{ name: "ns2.example" }],
        dnssec: { signed: false },
      },
    }),
  );
});

test("mergeRecords never takes the registrar's expiration for the registry's", () => {
  expect(merge({}, { expires: "2030-01-01T00:00:00Z" })).toEqual(
    domain({ registrarExpires: "2030-01-01T00:00:00Z" }),
  );
  expect(
    merge({ registrarExpires: "2031-01-01T00:00:00Z" }, { expires: "2030-01-01T00:00:00Z" }),
  ).toEqual(domain({ registrarExpires: "2031-01-01T00:00:00Z" }));
});

test("mergeRecords mixes no other registrar into the registry's, and loses it not", () => {
  const registrar = { name: "A", ianaId: "1" };
  const other = { ianaId: "2", url: "https://b.example", abuse: { email: "abuse@b.example" } };
  expect(merge({ registrar }, { registrar: other })).toEqual(
    domain({
      registrar,
      contacts: {
        "other registrar": [
          {
            handle: "2",
            url: "https://b.example",
            contacts: { abuse: [{ email: "abuse@b.example" }] },
          },
        ],
      },
    }),
  );
});

test("mergeRecords keeps the other addresses and numbers of the registrar's desk", () => {
  const ours = { abuse: { email: "abuse@a.example", phone: "+1.5555550101" } };
  const same = { abuse: { email: "Abuse@A.example", phone: "+1-555-555-0101" } };
  const theirs = {
    email: "hello@a.example",
    abuse: { email: "a.buse@a.example", phone: "+1.2", phoneExt: "3", fax: "+1.4" },
  };
  expect(merge({ registrar: ours }, { registrar: same }).registrar).toEqual(ours);
  expect(merge({ registrar: ours }, { registrar: theirs }).registrar).toEqual({
    email: "hello@a.example",
    abuse: {
      ...ours.abuse,
      fax: "+1.4",
      otherPhones: ["+1.2 ext. 3"],
      otherEmails: ["a.buse@a.example"],
    },
  });
});

test("mergeRecords fills the gaps of a contact that agrees", () => {
  expect(
    mergeContacts(
      [{ handle: "R-1", organization: "Example", street: ["1 Main St."], phone: "+1.1" }],
      [{ handle: "X", name: "Joe", organization: "EXAMPLE", street: ["1 MAIN ST"], phone: "+1.2" }],
    ),
  ).toEqual([
    {
      handle: "R-1",
      name: "Joe",
      organization: "Example",
      street: ["1 Main St."],
      phone: "+1.1",
      otherPhones: ["+1.2"],
    },
  ]);
});

test("mergeRecords keeps a contact that lives elsewhere beside the registry's", () => {
  const [here, there] = [
    { name: "Joe", city: "Graz" },
    { name: "Joe", city: "Linz" },
  ];
  expect(mergeContacts([here], [there])).toEqual([here, there]);
});

test("mergeRecords takes an extension only with its number", () => {
  const theirs = { phone: "+1.2", phoneExt: "3", fax: "+1.4", faxExt: "5" };
  expect(mergeContacts([{ phone: "+1.1", fax: "+1.4" }], [theirs])).toEqual([
    { phone: "+1.1", fax: "+1.4", faxExt: "5", otherPhones: ["+1.2 ext. 3"] },
  ]);
  expect(mergeContacts([{ phone: "+1.2" }], [theirs])).toEqual([theirs]);
});

test("mergeRecords takes the addresses of a name server from who tells them", () => {
  const nameservers = [{ name: "ns1.example" }, { name: "ns2.example", addresses: ["192.0.2.2"] }];
  const theirs = [
    { name: "ns2.example", addresses: ["192.0.2.9"] },
    { name: "ns1.example", addresses: ["192.0.2.1"] },
  ];
  expect(merge({ nameservers }, { nameservers: theirs }).nameservers).toEqual([
    { name: "ns1.example", addresses: ["192.0.2.1"] },
    { name: "ns2.example", addresses: ["192.0.2.2"] },
  ]);
  expect(merge({}, { nameservers: theirs }).nameservers).toEqual(theirs);
});

test("mergeRecords tells keys that contradict from keys that only one of the servers tells", () => {
  expect(merge(keys("1 13 2 AB"), keys("1 13 2 ab")).atRegistrar).toBeUndefined();
  expect(merge(keys("1 13 2 AB"), { dnssec: { signed: true } }).atRegistrar).toBeUndefined();
  expect(merge(keys("1 13 2 AB"), keys("2 13 2 CD"))).toEqual(
    domain({ ...keys("1 13 2 AB"), atRegistrar: keys("2 13 2 CD") }),
  );
});

test("mergeRecords keeps the same event of two dates twice, and of one date once", () => {
  const [first, again, later] = [
    locked("2020-01-01T00:00:00Z"),
    locked("2020-01-01T00:00:00.0Z"),
    locked("2021-01-01T00:00:00Z"),
  ];
  expect(merge({ events: [first] }, { events: [again, later] }).events).toEqual([first, later]);
});

test("mergeRecords keeps a contact that is somebody else beside the registry's", () => {
  const [joe, ann, tom] = [{ name: "Joe" }, { name: "Ann" }, { name: "Tom" }];
  expect(mergeContacts([joe], [ann])).toEqual([joe, ann]);
  expect(mergeContacts([], [ann])).toEqual([ann]);
  expect(mergeContacts([joe], [{ name: "joe", email: "j@example.com" }, tom])).toEqual([
    { name: "Joe", email: "j@example.com" },
    tom,
  ]);
});

test("mergeRecords unites redactions, without those whose value the other server told", () => {
  const merged = merge(
    {
      contacts: { registrant: [{ organization: "Example" }] },
      redacted: [
        { name: "Registry Domain ID" },
        { name: "Registrant Name", reason: "registry" },
        { name: "Registrant Email", reason: "registry" },
        { name: "Tech Contact" },
        { name: "Something Else" },
      ],
    },
    {
      handle: "D1",
      contacts: { registrant: [{ name: "Joe" }], technical: [{ email: "t@example.com" }] },
      redacted: [{ name: "Registrant Email", reason: "registrar" }, { name: "Tech Email" }],
    },
  );
  expect(merged.redacted).toEqual([
    { name: "Registrant Email", reason: "registry" },
    { name: "Something Else" },
    // The registrar gave an address although it lists it: a stand-in, so it stays redacted.
    { name: "Tech Email" },
  ]);
});

test("mergeRecords leaves records of different objects alone", () => {
  const one = domain({ handle: "D1" });
  const autnum: RegistryRecord = { kind: "autnum", start: 1, end: 1 };
  expect(mergeRecords(one, { ...one, name: "example.net", port43: "x" })).toBe(one);
  expect(mergeRecords(one, autnum)).toBe(one);
  expect(mergeRecords(autnum, { ...autnum, end: 2, name: "X" })).toBe(autnum);
});

test("mergeRecords adds what another server knows of the same AS number", () => {
  const autnum: RegistryRecord = { kind: "autnum", start: 1, end: 1, name: "ONE" };
  expect(
    mergeRecords(autnum, {
      ...autnum,
      name: "OTHER",
      country: "NL",
      remarks: ["more"],
      contacts: { abuse: [{ handle: "A" }] },
    }),
  ).toEqual({
    ...autnum,
    country: "NL",
    remarks: ["more"],
    contacts: { abuse: [{ handle: "A" }] },
  });
});
