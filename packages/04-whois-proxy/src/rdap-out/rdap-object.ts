/**
 * Records as RDAP (RFC 9083), whatever they were read from: a registry that only speaks WHOIS is
 * answered for, too. Pure.
 *
 * @example
 * rdapObject({ kind: "domain", name: "example.com" }).objectClassName; // "domain"
 */
import { isIPv4 } from "node:net";
import type { DomainRecord, NetworkRecord, Redaction, RegistryRecord } from "../model/record.ts";
import { entitiesOf, entityOf, ianaPublicId, registrarEntity, remarksOf } from "./entities.ts";
import { eventsOf } from "./events.ts";
import { type JsonObject, some } from "./json.ts";
import { secureDnsOf } from "./secure-dns.ts";
import { rdapStatus } from "./status.ts";

/** What every answer of ours conforms to (RFC 9083, section 4.1). */
export const CONFORMANCE = ["rdap_level_0", "cidr0", "redacted"] as const;

/** The object of a record, without the members that only a whole answer has. */
export function rdapObject(record: RegistryRecord): JsonObject {
  return { ...classMembers(record), ...commonMembers(record) };
}

function classMembers(record: RegistryRecord): JsonObject {
  switch (record.kind) {
    case "domain":
      return domainMembers(record);
    case "network":
      return networkMembers(record);
    case "autnum":
      return {
        objectClassName: "autnum",
        startAutnum: record.start,
        endAutnum: record.end,
        name: record.name,
        type: record.type,
        country: record.country,
        entities: some(entitiesOf(record.contacts)),
      };
    case "nameserver":
      return {
        objectClassName: "nameserver",
        ldhName: record.name,
        unicodeName: record.unicodeName,
        ipAddresses: addressMembers(record.addresses),
        entities: some([
          ...(record.registrar === undefined ? [] : [registrarEntity(record.registrar)]),
          ...entitiesOf(record.contacts),
        ]),
      };
    case "entity": {
      const { kind: _, roles = [], ianaId: _id, contacts, ...contact } = record;
      return entityOf({ ...contact, ...(contacts && { contacts }) }, roles);
    }
  }
}

function domainMembers(record: DomainRecord): JsonObject {
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
      ...(registrar === undefined ? [] : [registrarEntity(registrar)]),
      ...(reseller === undefined ? [] : [entityOf(reseller, ["reseller"])]),
      ...entitiesOf(record.contacts),
    ]),
  };
}

function networkMembers(record: NetworkRecord): JsonObject {
  const { start, end, cidrs } = record;
  return {
    objectClassName: "ip network",
    startAddress: start,
    endAddress: end,
    ipVersion: isIPv4(start) ? "v4" : "v6",
    cidr0_cidrs: some(cidrs.map(cidrMembers)),
    name: record.name,
    type: record.type,
    country: record.country,
    parentHandle: record.parent,
    entities: some(entitiesOf(record.contacts)),
  };
}

function cidrMembers(cidr: string): JsonObject {
  const [address = "", length = ""] = cidr.split("/");
  const member = isIPv4(address) ? "v4prefix" : "v6prefix";
  return { [member]: address, length: Number(length) };
}

function addressMembers(addresses: readonly string[] = []): JsonObject | undefined {
  if (addresses.length === 0) return undefined;
  const v4 = addresses.filter((address) => isIPv4(address));
  const v6 = addresses.filter((address) => !isIPv4(address));
  return { v4: some(v4), v6: some(v6) };
}

function commonMembers(record: RegistryRecord): JsonObject {
  const statuses = record.statuses ?? [];
  const unheard = statuses.filter((status) => rdapStatus(status) === undefined);
  const described = record.description ?? [];
  return {
    handle: record.handle,
    status: some([...new Set(statuses.flatMap((status) => rdapStatus(status) ?? []))]),
    events: some(eventsOf(record)),
    remarks: some([
      ...(described.length === 0 ? [] : [{ title: "description", description: described }]),
      ...(remarksOf(record.remarks) ?? []),
      // Words that RDAP has no value for would make the answer invalid as values.
      ...(unheard.length === 0
        ? []
        : [{ title: "Status in the registry's own words", description: unheard }]),
    ]),
    redacted: some((record.redacted ?? []).map(redactionMembers)),
    publicIds: some(publicIdsOf(record)),
    port43: record.port43,
  };
}

/** RFC 9537, section 4.2. */
const redactionMembers = ({ name, reason }: Redaction): JsonObject => ({
  name: { description: name },
  reason: reason === undefined ? undefined : { description: reason },
  method: "removal",
});

function publicIdsOf(record: RegistryRecord): readonly JsonObject[] {
  const others = (record.publicIds ?? []).map(({ type, identifier }) => ({ type, identifier }));
  const ianaId = record.kind === "entity" ? record.ianaId : undefined;
  return ianaId === undefined ? others : [ianaPublicId(ianaId), ...others];
}
