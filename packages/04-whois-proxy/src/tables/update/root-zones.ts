/**
 * IANA's list of all top-level zones: one name in capitals per line, below a comment that dates it.
 *
 * @example
 * parseRootZones("# Version 2026112200, Last Updated Sun Nov 22 07:07:01 2026 UTC\nAAA\n");
 * // { source: "IANA root zone", date: "2026-11-22", zones: ["aaa"] }
 */

import { isCanonicalEntry } from "../bootstrap-file.ts";
import type { ZoneList } from "../table-data.ts";

/** The list, or in a few words why the text cannot be one. */
export function parseRootZones(text: string): ZoneList | string {
  const [head = "", ...lines] = text.trimEnd().split(/\r?\n/);
  const [, year, month, day] = /^# Version (\d{4})(\d\d)(\d\d)\d\d\b/.exec(head) ?? [];
  if (day === undefined) return "its first line gives no version";
  const zones = lines.map((line) => line.toLowerCase());
  const bad = zones.find(
    (zone) => zone === "" || zone.includes(".") || !isCanonicalEntry("dns", zone),
  );
  if (bad !== undefined) return `${JSON.stringify(bad.slice(0, 80))} is no top-level zone`;
  if (zones.length === 0) return "it is empty";
  return { source: "IANA root zone", date: `${year}-${month}-${day}`, zones };
}
