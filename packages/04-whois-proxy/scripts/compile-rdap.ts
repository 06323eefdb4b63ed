/** The RDAP tables: IANA's bootstrap files (RFC 9224), and the servers that they do not list. */

import { parseBootstrapFile } from "../src/tables/bootstrap-file.ts";
import { type BootstrapName, bootstrapNames } from "../src/tables/table-data.ts";
import { rdapFile } from "../src/tables/table-text.ts";
import { type Files, json, type TableFiles } from "./files.ts";

/** Everything that is about RDAP. @throws {Error} when a bootstrap file cannot be accepted */
export function compileRdap(files: Files): TableFiles {
  return {
    ...Object.fromEntries(
      bootstrapNames.map((name) => [`rdap-${name}`, compileBootstrap(name, files)]),
    ),
    "rdap-unlisted": compileUnlisted(files),
  };
}

function compileBootstrap(name: BootstrapName, files: Files) {
  const parsed = parseBootstrapFile(name, json(files(`rdap-bootstrap/${name}.json`)));
  if (typeof parsed === "string") throw new Error(`Cannot compile "${name}.json": ${parsed}`);
  return rdapFile(parsed);
}

function compileUnlisted(files: Files) {
  const file: { as_of: string; zones: Record<string, { rdap: string }> } = json(
    files("rdap-unlisted.json"),
  );
  const services = Object.entries(file.zones).map(([zone, { rdap }]) => ({
    entries: [zone],
    urls: [rdap],
  }));
  return rdapFile({ source: "RDAP servers that IANA does not list", date: file.as_of, services });
}
