/** `tables show`: what there is, from where, and how old it is. Pure but for reading the folder. */

import { ageText, daysSince } from "../tables/age.ts";
import type { LoadedTables } from "../tables/load-tables.ts";

/** The lines of the table, aligned. */
export function showTables(
  { tables, checked, files }: LoadedTables,
  today: string,
): readonly string[] {
  const rows = tables
    .describe()
    .map(({ name, table, source, date, entries }) => [
      table,
      `${entries}`,
      date,
      ageText(daysSince(date, today)),
      checked[name] ?? "",
      source,
      files.get(name) ?? "built-in",
    ]);
  const hasChecked = rows.some((row) => row[4] !== "");
  const columns = ["table", "entries", "date", "age", "checked", "from", "file"];
  const shown = [columns, ...rows].map((row) => row.filter((_, at) => hasChecked || at !== 4));
  return aligned(shown, 1);
}

/** Columns of one width, two spaces apart; that of numbers is aligned to the right. */
function aligned(rows: readonly (readonly string[])[], numbers: number): readonly string[] {
  const widths = rows.reduce<number[]>(
    (all, row) => row.map((cell, at) => Math.max(all[at] ?? 0, cell.length)),
    [],
  );
  return rows.map((row) =>
    row
      .map((cell, at) => {
        const width = widths[at] ?? 0;
        return at === numbers ? cell.padStart(width) : cell.padEnd(width);
      })
      .join("  ")
      .trimEnd(),
  );
}
