/** Records as text for port 43, in the dialect of the registry that answered. */

import type { RegistryRecord } from "../model/record.ts";
import { renderArin } from "./arin.ts";
import { renderDomain } from "./icann.ts";
import { renderLacnic } from "./lacnic.ts";
import { registryOf } from "./registry.ts";
import { renderRpsl } from "./rpsl.ts";

/**
 * A record as text: lines joined with LF, none at the end. Domains have ICANN's format, networks and
 * AS numbers that of ARIN, of LACNIC, or RPSL.
 *
 * @example
 * renderRecord({ kind: "autnum", start: 64500, end: 64500 }); // "aut-num:        AS64500"
 */
export function renderRecord(record: RegistryRecord): string {
  return linesOf(record).join("\n");
}

function linesOf(record: RegistryRecord): readonly string[] {
  if (record.kind === "domain") return renderDomain(record);
  if (record.kind === "nameserver" || record.kind === "entity") return [record.handle ?? ""];
  const registry = registryOf(record);
  if (registry === "arin") return renderArin(record);
  return registry === "lacnic" ? renderLacnic(record) : renderRpsl(record);
}
