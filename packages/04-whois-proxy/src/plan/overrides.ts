/** What configuration says of a subject: the longest matching zone, the smallest network or range. Pure. */

import type { Config, Override } from "../config/schema.ts";
import { contains, type IpNetwork, parseNetwork } from "../model/ip.ts";
import type { Subject } from "../model/subject.ts";
import { reverseNetwork } from "./reverse-name.ts";

/** An override and the table of the file that it stands in, such as `[zones."com"]`. */
export interface NamedOverride {
  readonly override: Override;
  /** The zone, network or range that matched. */
  readonly key: string;
  readonly table: string;
}

/** What configuration says of a subject, whatever its kind. */
export function overrideOf(
  subject: Subject,
  config: Pick<Config, "zones" | "networks" | "autnums">,
): NamedOverride | undefined {
  switch (subject.kind) {
    case "network":
      return networkOverride(config.networks, subject.network);
    case "autnum":
      return autnumOverride(config.autnums, subject.number);
    case "nameserver":
      return zoneOverride(config.zones, subject.name);
    case "entity":
      return undefined;
    case "registrar":
      // The tables ask the registry of `com` too.
      return named("zones", "com", config.zones["com"]);
    case "domain": {
      const zone = zoneOverride(config.zones, subject.name);
      const network = reverseNetwork(subject.name);
      // `arpa` and `in-addr.arpa` are zones of reverse names too, but not a network's own.
      if (network === undefined || (zone && reverseNetwork(zone.key) !== undefined)) return zone;
      return networkOverride(config.networks, network) ?? zone;
    }
  }
}

/**
 * The override of the longest configured zone that `name` lies in, by whole labels. A top-level
 * domain is an object of the root's: what is said of its zone is about the names in it.
 */
function zoneOverride(zones: Config["zones"], name: string): NamedOverride | undefined {
  if (!name.includes(".")) return undefined;
  for (let zone = name; ;) {
    if (Object.hasOwn(zones, zone)) return named("zones", zone, zones[zone]);
    const dot = zone.indexOf(".");
    if (dot === -1) return undefined;
    zone = zone.slice(dot + 1);
  }
}

/** The override of the smallest configured network that holds all of `network`. */
function networkOverride(
  networks: Config["networks"],
  network: IpNetwork,
): NamedOverride | undefined {
  const matches = Object.keys(networks)
    .map((key) => ({ key, outer: parseNetwork(key) }))
    .filter(({ outer }) => outer !== undefined && contains(outer, network))
    .toSorted((a, b) => (b.outer?.prefix ?? 0) - (a.outer?.prefix ?? 0));
  const key = matches[0]?.key;
  return key === undefined ? undefined : named("networks", key, networks[key]);
}

/** The override of the smallest configured range that holds `number`. */
function autnumOverride(autnums: Config["autnums"], number: number): NamedOverride | undefined {
  const matches = Object.keys(autnums)
    .map((key) => {
      const [start = Number.NaN, end = start] = key.split("-").map(Number);
      return { key, start, end };
    })
    .filter(({ start, end }) => start <= number && number <= end)
    .toSorted((a, b) => a.end - a.start - (b.end - b.start));
  const key = matches[0]?.key;
  return key === undefined ? undefined : named("autnums", key, autnums[key]);
}

function named(
  table: string,
  key: string,
  override: Override | undefined,
): NamedOverride | undefined {
  return override && { override, key, table: `[${table}.${JSON.stringify(key)}]` };
}
