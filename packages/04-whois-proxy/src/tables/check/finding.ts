/** What `tables check` finds. */

import type { TableName } from "../table-files.ts";

/** One thing that is wrong with one table. */
export interface Finding {
  /** An error makes answers wrong, unsafe or impossible; a warning is old or of no use. */
  readonly severity: "error" | "warning";
  readonly table: TableName;
  /** One line, without a final period. */
  readonly message: string;
}

/** `error: whois-zones: "mobi" names …`. */
export const findingLine = ({ severity, table, message }: Finding): string =>
  `${severity}: ${table}: ${message}`;

export const error = (table: TableName, message: string): Finding => ({
  severity: "error",
  table,
  message,
});

export const warning = (table: TableName, message: string): Finding => ({
  severity: "warning",
  table,
  message,
});
