/** All the zones that our tables know. Pure. */

import type { BootstrapTable, TableData } from "./table-data.ts";

/** Every top-level zone that a table knows, in the order of the alphabet. */
export function topLevelZones(data: TableData): ReadonlySet<string> {
  const { bootstrap, unlistedRdap, whois, webPages, silentZones, rootZones } = data;
  const names = [
    ...serversOf(bootstrap.dns).keys(),
    ...serversOf(unlistedRdap).keys(),
    ...whois.servers.keys(),
    ...webPages.pages.keys(),
    ...silentZones.zones,
    ...(rootZones?.zones ?? []),
  ];
  return new Set(names.filter(isTopLevel).toSorted());
}

/** Base URLs, parted by spaces, by entry. */
export const serversOf = ({ services }: BootstrapTable): ReadonlyMap<string, string> =>
  new Map(
    services.flatMap(({ entries, urls }) =>
      entries.map((entry) => [entry, urls.join(" ")] as const),
    ),
  );

/** Whether a zone is one of the root's own. */
export const isTopLevel = (zone: string): boolean => zone !== "" && !zone.includes(".");
