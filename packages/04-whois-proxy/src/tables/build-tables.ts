/** Makes lookups out of facts. About a millisecond for the built-in ones. */

import { autnumLookup, networkLookup } from "./delegations.ts";
import { describeTables } from "./describe.ts";
import { handleLookup } from "./handles.ts";
import { longestSuffix } from "./longest-suffix.ts";
import { PrefixIndex, readBlock } from "./prefix-index.ts";
import { RangeIndex, readRange } from "./range-index.ts";
import { registrableName } from "./registrable-name.ts";
import type { TableData } from "./table-data.ts";
import type { SpecialEntry, Tables } from "./tables.ts";
import { buildZones } from "./zones.ts";

/** @throws {RangeError} when ranges of AS numbers overlap */
export function buildTables(data: TableData): Tables {
  const zones = buildZones(data);
  const names = new Map(data.specialNames.map((entry) => [entry.key, entry]));
  const blocks = new PrefixIndex(keyed(data.specialNetworks, readBlock));
  const autnums = new RangeIndex(keyed(data.specialAutnums, readRange));
  return {
    data,
    zoneOf: (name) => longestSuffix(zones, name),
    networkEntry: networkLookup(data),
    autnumEntry: autnumLookup(data),
    handleEntry: handleLookup(data),
    specialName: (name) => longestSuffix(names, name),
    specialNetwork: (network) => blocks.find(network),
    specialAutnum: (number) => autnums.find(number),
    registrableName: (name) => registrableName(name, (host) => longestSuffix(zones, host)?.zone),
    deadHost: (host) => {
      const name = host.toLowerCase();
      return data.hosts.lapsed.get(name) ?? data.hosts.dead.get(name);
    },
    describe: () => describeTables(data),
  };
}

const keyed = <K>(entries: readonly SpecialEntry[], read: (key: string) => K) =>
  entries.map((entry) => [read(entry.key), entry] as const);
