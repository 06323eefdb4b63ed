/**
 * Fresh RDAP bootstrap files in place of those in force. Pure: a file that cannot be believed is
 * named, and the one in force stays.
 *
 * @example
 * const { tables, problems } = withBootstrap(builtIn, { dns: JSON.parse(text) });
 */

import { parseBootstrapFile } from "./bootstrap-file.ts";
import { buildTables } from "./build-tables.ts";
import { rdapEntries } from "./describe.ts";
import { type BootstrapName, bootstrapNames, type BootstrapTable } from "./table-data.ts";
import type { Tables } from "./tables.ts";

/**
 * The least part of the entries in force that a new file must have. Registries come and go one by
 * one; a file that lost a third of them is cut off or wrong.
 */
export const MIN_KEPT = 0.7;

/** What came of fresh files. */
export interface BootstrapResult {
  /** The same object as before when nothing was taken. */
  readonly tables: Tables;
  /** The files now in force. */
  readonly taken: readonly BootstrapName[];
  /** One line for each refused file: `dns.json: services: expected array`. */
  readonly problems: readonly string[];
}

/** Takes parsed JSON from anyone (RFC 9224, RFC 8521), each file for itself. */
export function withBootstrap(
  tables: Tables,
  files: Readonly<Partial<Record<BootstrapName, unknown>>>,
): BootstrapResult {
  const fresh: Partial<Record<BootstrapName, BootstrapTable>> = {};
  const problems: string[] = [];
  for (const name of bootstrapNames) {
    if (!Object.hasOwn(files, name)) continue;
    const table = acceptable(name, files[name], tables.data.bootstrap[name]);
    if (typeof table === "string") problems.push(`${name}.json: ${table}`);
    else fresh[name] = table;
  }
  const taken = bootstrapNames.filter((name) => fresh[name] !== undefined);
  if (taken.length === 0) return { tables, taken, problems };
  const bootstrap = { ...tables.data.bootstrap, ...fresh };
  return { tables: buildTables({ ...tables.data, bootstrap }), taken, problems };
}

/** The file as a table, or in a few words why it is not taken in place of the one in force. */
export function acceptable(
  name: BootstrapName,
  file: unknown,
  inForce: BootstrapTable,
): BootstrapTable | string {
  const table = parseBootstrapFile(name, file);
  return typeof table === "string"
    ? table
    : (shrinkage(rdapEntries(table), rdapEntries(inForce)) ?? table);
}

/** Says by how much a table has shrunk; undefined where that can be believed. */
export const shrinkage = (now: number, before: number): string | undefined =>
  now < before * MIN_KEPT ? `it has ${now} entries where there were ${before}` : undefined;
