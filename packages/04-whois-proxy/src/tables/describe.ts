/** What there is, where it is from, and how old it is: one row per table. */

import {
  bootstrapNames,
  type BootstrapTable,
  type Provenance,
  type TableData,
  type WhoisTable,
  type ZoneList,
} from "./table-data.ts";
import type { TableName } from "./table-files.ts";
import type { SpecialEntry, TableAge } from "./tables.ts";

/** All tables, in the order in which they are asked. */
export function describeTables(data: TableData): readonly TableAge[] {
  return [
    ...specialRows("special-names", "special-use names", data.specialNames),
    ...specialRows("special-networks", "special-purpose addresses", data.specialNetworks),
    ...specialRows("special-autnums", "special-purpose AS numbers", data.specialAutnums),
    ...bootstrapNames.map((name) =>
      row(`rdap-${name}`, `RDAP ${name}`, data.bootstrap[name], rdapEntries),
    ),
    row("rdap-unlisted", "RDAP unlisted", data.unlistedRdap, rdapEntries),
    row("whois-zones", "WHOIS zones", data.whois, whoisEntries),
    row("whois-second-level", "WHOIS second-level zones", data.secondLevelWhois, whoisEntries),
    row(
      "whois-handles",
      "handles",
      data.handles,
      ({ suffixes, prefixes }) => suffixes.size + prefixes.size,
    ),
    row("web-pages", "web pages", data.webPages, ({ pages }) => pages.size),
    row("silent-zones", "silent zones", data.silentZones, zoneEntries),
    ...(data.rootZones === undefined
      ? []
      : [row("root-zones", "root zones", data.rootZones, zoneEntries)]),
    row(
      "whois-hosts",
      "dead and moved hosts",
      data.hosts,
      ({ dead, lapsed, moved }) => dead.size + lapsed.size + moved.size,
    ),
    ...data.delegations.map((table, index) =>
      row(
        index === 0 ? "delegations-ipv4" : "delegations-ipv6",
        table.table,
        table,
        ({ blocks }) => blocks.size,
      ),
    ),
    row("registries", "regional registries", data.registries, ({ byName }) => byName.size),
  ];
}

/** How many entries a bootstrap table has, over all its services. */
export const rdapEntries = ({ services }: BootstrapTable): number =>
  services.reduce((sum, { entries }) => sum + entries.length, 0);

const whoisEntries = ({ servers }: WhoisTable): number => servers.size;

const zoneEntries = ({ zones }: ZoneList): number => zones.length;

function row<T extends Provenance>(
  name: TableName,
  table: string,
  facts: T,
  count: (facts: T) => number,
): TableAge {
  return { name, table, source: facts.source, date: facts.date, entries: count(facts) };
}

/** One row for each registry that the entries are from. */
function specialRows(name: TableName, table: string, entries: readonly SpecialEntry[]): TableAge[] {
  return Array.from(
    Map.groupBy(entries, ({ registry }) => registry),
    ([source, group]) => ({
      name,
      table,
      source,
      date: group[0]?.date ?? "",
      entries: group.length,
    }),
  );
}
