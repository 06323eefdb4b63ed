/** `tables check`: everything that is wrong with the tables in force, worst first. Pure. */

import type { LoadedTables } from "../load-tables.ts";
import type { Tables } from "../tables.ts";
import { checkAges } from "./check-age.ts";
import { checkNetworks } from "./check-networks.ts";
import { checkZones } from "./check-zones.ts";
import { type Finding, warning } from "./finding.ts";

/** `builtIn` is what the tables would be without a folder; `today` is such as `2026-11-22`. */
export function checkTables(
  { tables, checked, pending }: Pick<LoadedTables, "tables" | "checked" | "pending">,
  builtIn: Tables,
  today: string,
): readonly Finding[] {
  const ages = { rows: tables.describe(), builtIn: builtIn.describe(), checked, today };
  const findings = [
    ...checkAges(ages),
    ...checkZones(tables.data),
    ...checkNetworks(tables.data),
    ...(pending === 0
      ? []
      : [warning("whois-zones", `IANA has yet to be asked about ${pending} zones`)]),
  ];
  return findings.toSorted((a, b) => rank(a) - rank(b));
}

const rank = ({ severity }: Finding): number => (severity === "error" ? 0 : 1);
