/**
 * The tables that come with the program: `tables/*.json`, compiled by `scripts/compile-tables.ts` or
 * written by hand. Read with the file system and not imported: that is the fastest (some 10 ms, cold),
 * and the same under node, tsx and vitest.
 */

import { readFileSync } from "node:fs";
import { buildTables } from "./build-tables.ts";
import { readTables } from "./table-files.ts";
import type { Tables } from "./tables.ts";

/**
 * Reads the built-in tables.
 *
 * @throws {Error} when a file is missing or is no JSON: the installation is broken
 */
export function loadBuiltInTables(): Tables {
  const folder = new URL("../../tables/", import.meta.url);
  return buildTables(readTables((name) => readFileSync(new URL(`${name}.json`, folder), "utf8")));
}
