/** Domains and name servers as RDAP (RFC 9083, sections 5.2 and 5.3). */
import { isIPv4 } from "node:net";
import type { DomainRecord, Nameserver, NameserverRecord, Registrar } from "../model/record.ts";
import { entitiesOf, entityOf, registrarEntity } from "./entities.ts";
import { type JsonObject, some } from "./json.ts";
import { secureDnsOf } from "./secure-dns.ts";

/** The members that only a domain has. */
export function domainMembers(record: DomainRecord): JsonObject {
  const { registrar, reseller, nameservers = [], dnssec } = record;
  return {
    objectClassName: "domain",
    ...nameMembers(record.name, record.unicodeName),
    nameservers: some(nameservers.map(hostMembers)),
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
  ...hostMembers(record),
  entities: some([...registrarEntities(record.registrar), ...entitiesOf(record.contacts)]),
});

const hostMembers = (host: Nameserver & Pick<NameserverRecord, "unicodeName">): JsonObject => ({
  objectClassName: "nameserver",
  ...nameMembers(host.name, host.unicodeName),
  ipAddresses: addressMembers(host.addresses),
});

const registrarEntities = (registrar: Registrar | undefined): readonly JsonObject[] =>
  registrar === undefined ? [] : [registrarEntity(registrar)];

/** A name that IDNA has no A-labels for is no LDH name, whatever its registry calls it. */
const nameMembers = (name: string, unicodeName?: string): JsonObject =>
  /^[\x21-\x7e]{1,253}$/.test(name)
    ? { ldhName: name, unicodeName }
    : { unicodeName: unicodeName ?? name };

function addressMembers(addresses: readonly string[] = []): JsonObject | undefined {
  if (addresses.length === 0) return undefined;
  const v4 = addresses.filter((address) => isIPv4(address));
  const v6 = addresses.filter((address) => !isIPv4(address));
  return { v4: some(v4), v6: some(v6) };
}
