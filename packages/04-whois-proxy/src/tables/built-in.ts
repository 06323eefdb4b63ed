/**
 * The tables that come with the program: `tables/*.json`, compiled by `scripts/compile-tables.ts` or
 * written by hand. Read with the file system and not imported: that is the fastest (some 10 ms, cold),
 * and the same under node, tsx and vitest.
 */

import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { buildTables } from "./build-tables.ts";
import { type ReadText, readTables } from "./table-files.ts";
import type { Tables } from "./tables.ts";

const folder = new URL("../../tables/", import.meta.url);

/** Reads one of the files. @throws {Error} when it is missing: the installation is broken */
const builtInText: ReadText = (name) =>
  // Too large and too soon out of date to be carried along; it is for `tables check` only.
  name === "root-zones" ? undefined : readFileSync(new URL(`${name}.json`, folder), "utf8");

/**
 * Reads the built-in tables.
 *
 * @throws {Error} when a file is missing or is no JSON: the installation is broken
 */
export const loadBuiltInTables = (): Tables => tablesWith(new Map());

/** The built-in tables, with other texts in place of some of theirs. @throws {Error} as above */
export const tablesWith = (texts: ReadonlyMap<string, string>): Tables =>
  buildTables(readTables((name) => texts.get(name) ?? builtInText(name)));

/** Whether this is the folder of the built-in tables: what lies there is ours, not to be updated. */
export const isBuiltInFolder = (dir: string): boolean =>
  resolve(dir) === resolve(fileURLToPath(folder));
