/**
 * Records as RDAP (RFC 9083), whatever they were read from: a registry that only speaks WHOIS is
 * answered for, too. Pure.
 *
 * @example
 * rdapObject({ kind: "domain", name: "example.com" }).objectClassName; // "domain"
 */
import type { RegistryRecord } from "../model/record.ts";
import { domainMembers, nameserverMembers } from "./domain.ts";
import { entitiesOf, entityOf, ianaPublicId } from "./entities.ts";
import { eventsOf } from "./events.ts";
import { countryCode, type JsonObject, some } from "./json.ts";
import { networkMembers } from "./network.ts";
import { redactedOf } from "./redacted.ts";
import { remarksOf } from "./remarks.ts";
import { rdapStatus } from "./status.ts";

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
        country: countryCode(record.country),
        entities: some(entitiesOf(record.contacts)),
      };
    case "nameserver":
      return nameserverMembers(record);
    case "entity": {
      const { kind: _, entityKind: kind, roles = [], ...contact } = record;
      return entityOf({ ...contact, ...(kind !== undefined && { kind }) }, roles);
    }
  }
}

const commonMembers = (record: RegistryRecord): JsonObject => ({
  handle: record.handle,
  status: some([...new Set((record.statuses ?? []).flatMap((word) => rdapStatus(word) ?? []))]),
  events: some(eventsOf(record)),
  remarks: some(remarksOf(record)),
  redacted: some((record.redacted ?? []).map(redactedOf)),
  publicIds: some(publicIdsOf(record)),
  port43: record.port43 ?? (record.kind === "entity" ? record.whois : undefined),
});

function publicIdsOf(record: RegistryRecord): readonly JsonObject[] {
  const own = record.kind === "entity" && record.ianaId !== undefined ? [record.ianaId] : [];
  const others = (record.publicIds ?? []).filter(({ identifier }) => !own.includes(identifier));
  return [
    ...own.map(ianaPublicId),
    ...others.map(({ type, identifier }) => ({ type, identifier })),
  ];
}
