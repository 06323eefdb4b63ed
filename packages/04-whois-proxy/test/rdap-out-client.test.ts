/** A real RDAP client (npm's `rdapper`) reads our answers, whatever protocol the registry speaks. */

import { type DomainRecord, lookup } from "rdapper";
import { fakeRdap, fakeWhois } from "test-harness";
import { expect, test } from "vitest";
import { startHttpDoor } from "./support/start-http-door.ts";

const ask = async (http: { url(path: string): string }, name: string) =>
  await lookup(name, {
    rdapOnly: true,
    customBootstrapData: {
      version: "1.0",
      publication: "2026-07-14T00:00:00Z",
      services: [[["nu"], [http.url("/")]]],
    },
  });

/** What a client is after, in its own words. */
function summary(record: DomainRecord | undefined): object {
  const statuses = record?.statuses?.map(({ status }) => status).toSorted();
  const hosts = record?.nameservers?.map(({ host }) => host);
  return {
    registrar: [record?.registrar?.name, record?.registrar?.ianaId],
    dates: [record?.creationDate, record?.updatedDate, record?.expirationDate],
    statuses,
    hosts,
    signed: record?.dnssec?.enabled,
    registrant: record?.contacts?.find(({ type }) => type === "registrant")?.organization,
  };
}

const FACTS = {
  registrar: ["Example Registrar", "9999"],
  dates: ["2001-02-03T04:05:06Z", "2025-02-03T04:05:06Z", "2027-02-03T04:05:06Z"],
  hosts: ["ns1.example.nu", "ns2.example.nu"],
  signed: true,
  registrant: "Example Org",
};

const event = (eventAction: string, eventDate: string) => ({ eventAction, eventDate });
const card = (...rows: unknown[]) => ["vcard", [["version", {}, "text", "4.0"], ...rows]];

test("rdapper reads what we make of an RDAP registry's answer", async () => {
  await using rdap = await fakeRdap({
    "/domain/example.nu": {
      rdapConformance: ["rdap_level_0"],
      objectClassName: "domain",
      ldhName: "EXAMPLE.NU",
      status: ["client transfer prohibited", "active"],
      events: [
        event("registration", "2001-02-03T04:05:06Z"),
        event("last changed", "2025-02-03T04:05:06Z"),
        event("expiration", "2027-02-03T04:05:06Z"),
      ],
      secureDNS: {
        delegationSigned: true,
        dsData: [{ keyTag: 1, algorithm: 13, digestType: 2, digest: "AB" }],
      },
      nameservers: ["NS1.example.nu", "ns2.example.nu"].map((ldhName) => ({
        objectClassName: "nameserver",
        ldhName,
      })),
      entities: [
        {
          objectClassName: "entity",
          roles: ["registrar"],
          handle: "9999",
          publicIds: [{ type: "IANA Registrar ID", identifier: "9999" }],
          vcardArray: card(["fn", {}, "text", "Example Registrar"]),
        },
        {
          objectClassName: "entity",
          roles: ["registrant"],
          vcardArray: card(["fn", {}, "text", ""], ["org", {}, "text", "Example Org"]),
        },
      ],
    },
  });
  await using http = await startHttpDoor(`[zones.nu]\nwhois = "none"\nrdap = ["${rdap.url}"]`);
  const { ok, record } = await ask(http, "example.nu");
  expect(ok).toBe(true);
  expect(summary(record)).toEqual({ ...FACTS, statuses: ["active", "client transfer prohibited"] });
  expect(record?.source).toBe("rdap");
});

const TEXT = `Domain Name: EXAMPLE.NU
Registrar: Example Registrar
Registrar IANA ID: 9999
Creation Date: 2001-02-03T04:05:06Z
Updated Date: 2025-02-03T04:05:06Z
Registry Expiry Date: 2027-02-03T04:05:06Z
Domain Status: clientTransferProhibited https://icann.org/epp#clientTransferProhibited
Domain Status: ok https://icann.org/epp#ok
Registrant Organization: Example Org
Name Server: NS1.EXAMPLE.NU
Name Server: NS2.EXAMPLE.NU
DNSSEC: signedDelegation
`;

test("rdapper reads what we make of a WHOIS registry's text, with the same facts", async () => {
  await using whois = await fakeWhois({ "example.nu": TEXT });
  await using http = await startHttpDoor(`[zones.nu]\nwhois = "${whois.hostPort}"\nrdap = []`);
  const { ok, record } = await ask(http, "example.nu");
  expect(ok).toBe(true);
  expect(summary(record)).toEqual({ ...FACTS, statuses: ["active", "client transfer prohibited"] });
  expect(record?.isRegistered).toBe(true);
});

test("rdapper understands that we say a domain is not registered", async () => {
  await using whois = await fakeWhois({ "example.nu": "No match\r\n" });
  await using http = await startHttpDoor(`[zones.nu]\nwhois = "${whois.hostPort}"\nrdap = []`);
  const { ok, record } = await ask(http, "example.nu");
  expect([ok, record?.isRegistered]).toEqual([true, false]);
});
