/** What an update changed, in lines for a person. Pure. */

import type { TableData } from "../table-data.ts";
import type { TableName } from "../table-files.ts";
import { serversOf } from "../top-level-zones.ts";

/** How many names a line lists. */
const MAX_NAMED = 8;

type Entries = ReadonlyMap<string, string>;

/** `1199 → 1201 entries of 2026-11-20: 2 added (foo bar)`. */
export function changeLine(name: UpdatedTable, before: TableData, after: TableData): string {
  const [old, fresh] = [tableOf(name, before), tableOf(name, after)];
  const changes = changesOf(old.entries, fresh.entries);
  const size =
    old.entries.size === fresh.entries.size
      ? `${fresh.entries.size} entries`
      : `${old.entries.size} → ${fresh.entries.size} entries`;
  return `${size} of ${fresh.date}: ${changes === "" ? "the same as before" : changes}`;
}

/** The tables that an update writes. */
export type UpdatedTable = Extract<
  TableName,
  `rdap-${keyof TableData["bootstrap"]}` | "whois-zones" | "silent-zones" | "root-zones"
>;

/** Day and entries of a table; without a day where there is none yet. */
export function tableOf(name: UpdatedTable, data: TableData): { date: string; entries: Entries } {
  switch (name) {
    case "whois-zones":
      return { date: data.whois.date, entries: data.whois.servers };
    case "silent-zones":
      return listed(data.silentZones);
    case "root-zones":
      return listed(data.rootZones ?? { date: "", zones: [] });
    case "rdap-dns":
      return served(data.bootstrap.dns);
    case "rdap-ipv4":
      return served(data.bootstrap.ipv4);
    case "rdap-ipv6":
      return served(data.bootstrap.ipv6);
    case "rdap-asn":
      return served(data.bootstrap.asn);
    case "rdap-object-tags":
      return served(data.bootstrap["object-tags"]);
  }
}

const served = (table: TableData["bootstrap"]["dns"]) => ({
  date: table.date,
  entries: serversOf(table),
});

const listed = ({ date, zones }: { readonly date: string; readonly zones: readonly string[] }) => ({
  date,
  entries: new Map(zones.map((zone) => [zone, ""])),
});

function changesOf(before: Entries, after: Entries): string {
  const groups = [
    ["added", [...after.keys()].filter((key) => !before.has(key))],
    ["removed", [...before.keys()].filter((key) => !after.has(key))],
    [
      "changed",
      [...after].filter(([key, value]) => (before.get(key) ?? value) !== value).map(([key]) => key),
    ],
  ] as const;
  return groups
    .filter(([, names]) => names.length > 0)
    .map(([word, names]) => `${names.length} ${word} (${someOf(names)})`)
    .join(", ");
}

function someOf(names: readonly string[]): string {
  const more = names.length - MAX_NAMED;
  return `${names.slice(0, MAX_NAMED).join(" ")}${more > 0 ? ` and ${more} more` : ""}`;
}
