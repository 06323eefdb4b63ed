/** What there is, where it is from, and how old it is: one row per table. */

import {
  bootstrapNames,
  type BootstrapTable,
  type Provenance,
  type TableData,
} from "./table-data.ts";
import type { SpecialEntry, TableAge } from "./tables.ts";

/** All tables, in the order in which they are asked. */
export function describeTables(data: TableData): readonly TableAge[] {
  return [
    ...specialRows("special-use names", data.specialNames),
    ...specialRows("special-purpose addresses", data.specialNetworks),
    ...specialRows("special-purpose AS numbers", data.specialAutnums),
    ...bootstrapNames.map((name) => row(`RDAP ${name}`, data.bootstrap[name], rdapEntries)),
    row("RDAP unlisted", data.unlistedRdap, rdapEntries),
    row("WHOIS zones", data.whois, ({ servers }) => servers.size),
    row("WHOIS second-level zones", data.secondLevelWhois, ({ servers }) => servers.size),
    row("handles", data.handles, ({ suffixes, prefixes }) => suffixes.size + prefixes.size),
    row("web pages", data.webPages, ({ pages }) => pages.size),
    row("silent zones", data.silentZones, ({ zones }) => zones.length),
    row(
      "dead and moved hosts",
      data.hosts,
      ({ dead, lapsed, moved }) => dead.size + lapsed.size + moved.size,
    ),
    ...data.delegations.map((table) => row(table.table, table, ({ blocks }) => blocks.size)),
    row("regional registries", data.registries, ({ byName }) => byName.size),
  ];
}

/** How many entries a bootstrap table has, over all its services. */
export const rdapEntries = ({ services }: BootstrapTable): number =>
  services.reduce((sum, { entries }) => sum + entries.length, 0);

function row<T extends Provenance>(table: string, facts: T, count: (facts: T) => number): TableAge {
  return { table, source: facts.source, date: facts.date, entries: count(facts) };
}

/** One row for each registry that the entries are from. */
function specialRows(table: string, entries: readonly SpecialEntry[]): TableAge[] {
  return Array.from(
    Map.groupBy(entries, ({ registry }) => registry),
    ([source, group]) => ({
      table,
      source,
      date: group[0]?.date ?? "",
      entries: group.length,
    }),
  );
}
