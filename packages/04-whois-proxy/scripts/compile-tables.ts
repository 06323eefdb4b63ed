/**
 * Compiles the folder of facts into `tables/*.json`. The other files there are written by hand.
 *
 * @example
 * node scripts/compile-tables.ts ../../../shared/data
 */

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileText } from "../src/tables/table-text.ts";
import { compileAddresses } from "./compile-addresses.ts";
import { compileRdap } from "./compile-rdap.ts";
import { compileSpecial } from "./compile-special.ts";
import { compileWhois } from "./compile-whois.ts";
import type { Files, TableFiles } from "./files.ts";

/** All compiled tables. Pure but for `files`. @throws {Error} when a fact cannot be read */
export const compileTables = (files: Files): TableFiles => ({
  ...compileRdap(files),
  ...compileWhois(files),
  ...compileAddresses(files),
  ...compileSpecial(files),
});

if (import.meta.main) {
  const [folder] = process.argv.slice(2);
  if (folder === undefined) {
    console.error("usage: compile-tables FOLDER");
    process.exitCode = 2;
  } else {
    const tables = compileTables((path) => readFileSync(join(folder, path), "utf8"));
    for (const [name, table] of Object.entries(tables)) {
      const file = join(import.meta.dirname, "..", "tables", `${name}.json`);
      writeFileSync(file, fileText(table));
    }
    console.log(`compiled ${Object.keys(tables).length} tables`);
  }
}
