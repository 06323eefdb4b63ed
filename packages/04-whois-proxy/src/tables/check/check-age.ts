/** Finds tables that are too old. Pure. */

import { ageText, daysSince } from "../age.ts";
import type { TableName } from "../table-files.ts";
import type { TableAge } from "../tables.ts";
import { type Finding, warning } from "./finding.ts";

/**
 * In days. What IANA changes every few weeks is old soon; what people write by hand is looked after
 * less often. The registries of address space have the date of their last entry, which may be years
 * ago: they have no limit.
 */
const MAX_AGE: Readonly<Partial<Record<TableName, number>>> = {
  "rdap-dns": 60,
  "root-zones": 60,
  "rdap-asn": 365,
  "whois-zones": 180,
  "whois-hosts": 365,
  "rdap-unlisted": 730,
  "whois-second-level": 730,
  "web-pages": 730,
  "silent-zones": 730,
  "whois-handles": 1095,
  registries: 1095,
};

/** Tables, what is built in, and when it was last asked whether there is a newer one. */
export interface Ages {
  readonly rows: readonly TableAge[];
  readonly builtIn: readonly TableAge[];
  readonly checked: Readonly<Partial<Record<TableName, string>>>;
  /** `2026-11-22`. */
  readonly today: string;
}

/** One finding for each table that is too old, or older than the built-in one it stands in for. */
export function checkAges({ rows, builtIn, checked, today }: Ages): readonly Finding[] {
  return rows.flatMap(({ name, source, date }) => {
    const seen = [date, checked[name] ?? ""].reduce((a, b) => (b > a ? b : a));
    const days = daysSince(seen, today);
    const limit = MAX_AGE[name] ?? Infinity;
    const newer = builtIn.find((row) => row.name === name && row.source === source);
    return [
      ...(days > limit
        ? [
            warning(
              name,
              `it is of ${date}, ${ageText(days)} old; more than ${limit} days is too old`,
            ),
          ]
        : []),
      ...(newer !== undefined && newer.date > date
        ? [warning(name, `it is of ${date}, and the built-in one of ${newer.date} is newer`)]
        : []),
    ];
  });
}
