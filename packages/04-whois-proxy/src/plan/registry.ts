/** What the tables know of the registry in charge of a subject. Pure. */

import { type HostPort, parseHostPort } from "../config/units.ts";
import type { Subject } from "../model/subject.ts";
import type { DelegationEntry, SpecialEntry, Tables } from "../tables/tables.ts";
import { reverseNetwork } from "./reverse-name.ts";

/** The servers of a registry, and where that is known from, for a person. */
export interface Registry {
  readonly whois?: HostPort;
  readonly whoisFrom: string;
  readonly rdap: readonly string[];
  readonly rdapFrom: string;
  readonly web?: string;
}

/** The entry of a registry of IANA that sets the subject aside, so that nobody need be asked. */
export function specialOf(subject: Subject, tables: Tables): SpecialEntry | undefined {
  switch (subject.kind) {
    case "network":
      return tables.specialNetwork(subject.network);
    case "autnum":
      return tables.specialAutnum(subject.number);
    case "domain": {
      const network = reverseNetwork(subject.name);
      return tables.specialName(subject.name) ?? (network && tables.specialNetwork(network));
    }
    case "nameserver":
      return tables.specialName(subject.name);
    case "entity":
    case "registrar":
      return undefined;
  }
}

/** The registry in charge; undefined where no table knows one. */
export function registryOf(subject: Subject, tables: Tables): Registry | undefined {
  switch (subject.kind) {
    case "domain":
      return registryOfName(subject.name, tables);
    case "nameserver":
      return registryOfZone(subject.name, tables);
    case "network":
      return delegationOf(tables.networkEntry(subject.network));
    case "autnum":
      return delegationOf(tables.autnumEntry(subject.number));
    case "entity": {
      const entry = tables.handleEntry(subject.handle);
      if (entry === undefined) return registryOfSet(subject.handle, tables);
      const { whois, ...rest } = entry;
      return { ...rest, ...serverOf(whois) };
    }
    case "registrar": {
      // The registry that all registrars of gTLDs are known to; its entities go by IANA id.
      const com = tables.zoneOf("com");
      return com && { rdap: com.rdap, rdapFrom: com.rdapFrom ?? com.whoisFrom, whoisFrom: "" };
    }
  }
}

/**
 * The registry of the zone that a name below a top-level domain itself is: `uk.com`, `ac.uk`. It may
 * know that name too, if the registry above it does not.
 */
export function innerRegistryOf(subject: Subject, tables: Tables): Registry | undefined {
  if (subject.kind !== "domain" || !subject.name.includes(".")) return undefined;
  if (reverseNetwork(subject.name) !== undefined) return undefined;
  return tables.zoneOf(subject.name)?.zone === subject.name
    ? registryOfZone(subject.name, tables)
    : undefined;
}

/** `AS64500:AS-EXAMPLE` (RFC 2622, section 5): a set is where its AS number is, and RDAP has no sets. */
function registryOfSet(handle: string, tables: Tables): Registry | undefined {
  const [, number] = /^AS(\d{1,10}):/.exec(handle) ?? [];
  const known = number === undefined ? undefined : tables.autnumEntry(Number(number));
  return delegationOf(known && { ...known, rdap: [] });
}

function registryOfName(name: string, tables: Tables): Registry | undefined {
  const network = reverseNetwork(name);
  if (network !== undefined) return delegationOf(tables.networkEntry(network));
  // A top-level domain is an object of IANA's, not of its own registry.
  if (!name.includes(".")) return undefined;
  // And so is any other zone an object of the one above it.
  const isZone = tables.zoneOf(name)?.zone === name;
  const above = isZone ? registryOfZone(name.slice(name.indexOf(".") + 1), tables) : undefined;
  return above ?? registryOfZone(name, tables);
}

function registryOfZone(name: string, tables: Tables): Registry | undefined {
  const zone = tables.zoneOf(name);
  if (zone === undefined) return undefined;
  const { rdap, whoisFrom, rdapFrom = whoisFrom, web } = zone;
  return { ...serverOf(zone.whois), whoisFrom, rdap, rdapFrom, ...(web !== undefined && { web }) };
}

function delegationOf(entry: DelegationEntry | undefined): Registry | undefined {
  if (entry === undefined) return undefined;
  const { from, rdap } = entry;
  return { ...serverOf(entry.whois), whoisFrom: from, rdap, rdapFrom: from };
}

function serverOf(whois: string | undefined): { readonly whois?: HostPort } {
  const server = whois === undefined ? undefined : parseHostPort(whois, 43);
  return server === undefined ? {} : { whois: server };
}
