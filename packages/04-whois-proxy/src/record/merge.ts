/**
 * What the registry and what the registrar said, as one record. The registry is the authority: nothing
 * that it said is erased. The registrar adds what is missing, and where it says something else about
 * the domain itself, that is kept apart (`atRegistrar`).
 */

import type {
  Contacts,
  DomainRecord,
  Dnssec,
  Nameserver,
  Registrar,
  RegistryRecord,
} from "../model/record.ts";
import { differing, instant } from "./differing.ts";
import { known, without } from "./json.ts";
import { fillContact, mergeContacts } from "./merge-contacts.ts";
import { mergeRedactions } from "./merge-redactions.ts";

/**
 * Adds to a registry's record what another server's record of the same object tells. Records of
 * different objects are not mixed: then the registry's is returned as it is.
 */
export function mergeRecords(registry: RegistryRecord, registrar: RegistryRecord): RegistryRecord {
  if (registry.kind === "domain")
    return registrar.kind === "domain" && registry.name === registrar.name
      ? mergeDomains(registry, registrar)
      : registry;
  // Of hosts and people only one registry speaks.
  if (registry.kind === "nameserver" || registry.kind === "entity") return registry;
  const same =
    registry.kind === registrar.kind &&
    registry.start === registrar.start &&
    registry.end === registrar.end;
  return same ? { ...registrar, ...registry, ...lists(registry, registrar) } : registry;
}

function mergeDomains(registry: DomainRecord, registrar: DomainRecord): DomainRecord {
  const { port43, expires } = registrar;
  const merged: DomainRecord = {
    // The members left out speak of the registrar's own server and contract.
    ...without(registrar, "port43", "self", "databaseUpdated", "expires", "redacted"),
    ...without(registry, "redacted"),
    ...lists(registry, registrar),
    ...known({
      contacts: mergeContacts(
        mergeContacts(registry.contacts, registrar.contacts),
        furtherRegistrar(registry, registrar),
      ),
      registrar: mergeRegistrars(registry, registrar, port43),
      nameservers: mergeNameservers(registry.nameservers, registrar.nameservers),
      registrarExpires: registry.registrarExpires ?? registrar.registrarExpires ?? expires,
      dnssec: mergeDnssec(registry.dnssec, registrar.dnssec),
      atRegistrar: differing(registry, registrar),
    }),
  };
  return { ...merged, ...known({ redacted: mergeRedactions(merged, registry, registrar) }) };
}

/** The lists of which both servers have their share. */
const lists = (
  registry: RegistryRecord,
  registrar: RegistryRecord,
): Pick<RegistryRecord, "contacts" | "events" | "remarks" | "notices" | "publicIds"> =>
  known({
    contacts: mergeContacts(registry.contacts, registrar.contacts),
    events: union(
      registry.events,
      registrar.events,
      ({ action, date }) => `${action} ${instant(date)}`,
    ),
    remarks: union(registry.remarks, registrar.remarks, (line) => line),
    notices: union(registry.notices, registrar.notices, (notice) => notice.lines.join("\n")),
    publicIds: union(
      registry.publicIds,
      registrar.publicIds,
      (id) => `${id.type} ${id.identifier}`,
    ),
  });

/** The first list, and what the second adds to it. */
function union<T>(
  ours: readonly T[] = [],
  theirs: readonly T[] = [],
  key: (item: T) => string,
): readonly T[] {
  const seen = new Set(ours.map(key));
  return [...ours, ...theirs.filter((item) => !seen.has(key(item)))];
}

function mergeRegistrars(
  { registrar: ours, port43: registryHost }: DomainRecord,
  { registrar: theirs }: DomainRecord,
  host: string | undefined,
): Registrar | undefined {
  if (isAnother(ours, theirs)) return ours;
  return known({
    ...fillContact(ours, theirs),
    ianaId: ours?.ianaId ?? theirs?.ianaId,
    whois: ours?.whois ?? (host === registryHost ? undefined : host) ?? theirs?.whois,
    abuse: fillContact(ours?.abuse, theirs?.abuse),
  });
}

/** Another registrar than the registry's knows nothing about the one in charge. */
const isAnother = (ours: Registrar | undefined, theirs: Registrar | undefined): boolean =>
  ours?.ianaId !== undefined && theirs?.ianaId !== undefined && ours.ianaId !== theirs.ianaId;

/** The registrar that the second server names, as a contact if it is another. */
function furtherRegistrar(registry: DomainRecord, { registrar }: DomainRecord): Contacts {
  if (registrar === undefined || !isAnother(registry.registrar, registrar)) return {};
  const { ianaId, whois: _, abuse, ...contact } = registrar;
  const contacts = mergeContacts(contact.contacts, abuse && { abuse: [abuse] });
  const further = { ...contact, ...known({ handle: contact.handle ?? ianaId, contacts }) };
  // Not under `registrar`: who looks for the registrar must find one.
  return { "other registrar": [further] };
}

/** The registry's name servers, with addresses that only the registrar tells. */
const mergeNameservers = (
  ours: readonly Nameserver[] | undefined,
  theirs: readonly Nameserver[] = [],
): readonly Nameserver[] | undefined =>
  ours?.map((server) => ({ ...theirs.find(({ name }) => name === server.name), ...server })) ??
  theirs;

/** Keys from the registrar add to what the registry says, as long as both say signed or both unsigned. */
function mergeDnssec(ours: Dnssec | undefined, theirs: Dnssec | undefined): Dnssec | undefined {
  if (ours === undefined || theirs === undefined || ours.signed !== theirs.signed)
    return ours ?? theirs;
  return { ...theirs, ...ours };
}
