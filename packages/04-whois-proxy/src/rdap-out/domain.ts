/** Domains and name servers as RDAP (RFC 9083, sections 5.2 and 5.3). */
import { isIPv4 } from "node:net";
import type { DomainRecord, NameserverRecord, Registrar } from "../model/record.ts";
import { entitiesOf, entityOf, registrarEntity } from "./entities.ts";
import { type JsonObject, some } from "./json.ts";
import { secureDnsOf } from "./secure-dns.ts";

/** The members that only a domain has. */
export function domainMembers(record: DomainRecord): JsonObject {
  const { registrar, reseller, nameservers = [], dnssec } = record;
  return {
    objectClassName: "domain",
    ldhName: record.name,
    unicodeName: record.unicodeName,
    nameservers: some(
      nameservers.map(({ name, addresses }) => ({
        objectClassName: "nameserver",
        ldhName: name,
        ipAddresses: addressMembers(addresses),
      })),
    ),
    secureDNS: dnssec && secureDnsOf(dnssec),
    entities: some([
      ...registrarEntities(registrar),
      ...(reseller === undefined ? [] : [entityOf(reseller, ["reseller"])]),
      ...entitiesOf(record.contacts),
    ]),
  };
}

/** The members that only a name server has. */
export const nameserverMembers = (record: NameserverRecord): JsonObject => ({
  objectClassName: "nameserver",
  ldhName: record.name,
  unicodeName: record.unicodeName,
  ipAddresses: addressMembers(record.addresses),
  entities: some([...registrarEntities(record.registrar), ...entitiesOf(record.contacts)]),
});

const registrarEntities = (registrar: Registrar | undefined): readonly JsonObject[] =>
  registrar === undefined ? [] : [registrarEntity(registrar)];

function addressMembers(addresses: readonly string[] = []): JsonObject | undefined {
  if (addresses.length === 0) return undefined;
  const v4 = addresses.filter((address) => isIPv4(address));
  const v6 = addresses.filter((address) => !isIPv4(address));
  return { v4: some(v4), v6: some(v6) };
}
