/** The files that IANA publishes, each of which becomes one of our tables. */

import { bootstrapNames } from "../table-data.ts";
import { fileText, rdapFile, zonesFile } from "../table-text.ts";
import type { Tables } from "../tables.ts";
import { topLevelZones } from "../top-level-zones.ts";
import { acceptable, shrinkage } from "../with-bootstrap.ts";
import { parseRootZones } from "./root-zones.ts";
import type { UpdatedTable } from "./summary.ts";

/** A file to fetch. */
export interface IanaFile {
  readonly name: UpdatedTable;
  readonly url: string;
  /** A mirror of the RDAP files need not have it. */
  readonly optional: boolean;
  /** The text of our table, or in a few words why the file is refused. Pure. */
  readonly read: (text: string, inForce: Tables) => { text: string } | { problem: string };
}

/** The five RDAP bootstrap files, and the list of top-level zones, which IANA has beside them. */
export const ianaFiles = (base: string): readonly IanaFile[] => [
  ...bootstrapNames.map((name): IanaFile => ({
    name: `rdap-${name}`,
    url: `${base}${name}.json`,
    optional: false,
    read(text, inForce) {
      const file = parsed(text);
      if (typeof file === "string") return { problem: file };
      const table = acceptable(name, file.value, inForce.data.bootstrap[name]);
      return typeof table === "string" ? { problem: table } : { text: fileText(rdapFile(table)) };
    },
  })),
  {
    name: "root-zones",
    url: new URL("../TLD/tlds-alpha-by-domain.txt", base).href,
    optional: true,
    read(text, { data }) {
      const list = parseRootZones(text);
      if (typeof list === "string") return { problem: list };
      const before = data.rootZones?.zones.length ?? topLevelZones(data).size;
      const problem = shrinkage(list.zones.length, before);
      return problem === undefined ? { text: fileText(zonesFile(list)) } : { problem };
    },
  },
];

function parsed(text: string): { readonly value: unknown } | string {
  if (text.trim() === "") return "it is empty";
  try {
    return { value: JSON.parse(text) };
  } catch {
    return "it is not JSON";
  }
}
