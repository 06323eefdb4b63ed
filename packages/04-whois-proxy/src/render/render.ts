/** Records as text for port 43, in the dialect of the registry that answered. */

import type { EntityRecord, RegistryRecord } from "../model/record.ts";
import { flatText } from "../record/text.ts";
import { renderArin } from "./arin.ts";
import { renderArinEntity } from "./arin-entity.ts";
import { renderEntity } from "./entity.ts";
import { renderHost } from "./host.ts";
import { renderDomain } from "./icann.ts";
import { renderLacnic } from "./lacnic.ts";
import { renderLacnicEntity } from "./lacnic-entity.ts";
import { type NumberRegistry, registryOf } from "./registry.ts";
import { renderRegistrar } from "./registrar.ts";
import { renderRpsl } from "./rpsl.ts";
import { renderRpslEntity } from "./rpsl-entity.ts";

/**
 * A record as text: lines joined with LF, none at the end. Domains and name servers have ICANN's
 * format; networks, AS numbers and people that of ARIN, of LACNIC, or RPSL; registrars and the people
 * of domain registries one like ICANN's. No line holds a control character, whatever the record does.
 *
 * @example
 * renderRecord({ kind: "autnum", start: 64500, end: 64500 }); // "aut-num:        AS64500"
 */
export const renderRecord = (record: RegistryRecord): string =>
  // Values are flat when they enter a record; this is for records that somebody else made.
  linesOf(record).map(flatText).join("\n");

function linesOf(record: RegistryRecord): readonly string[] {
  const registry = registryOf(record);
  switch (record.kind) {
    case "domain":
      return renderDomain(record);
    case "nameserver":
      return renderHost(record);
    case "network":
    case "autnum":
      if (registry === "arin") return renderArin(record);
      return registry === "lacnic" ? renderLacnic(record) : renderRpsl(record);
    case "entity":
      return entityLines(record, registry);
  }
}

function entityLines(
  record: EntityRecord,
  registry: NumberRegistry | undefined,
): readonly string[] {
  if (registry === "arin") return renderArinEntity(record);
  if (registry === "lacnic") return renderLacnicEntity(record);
  if (registry !== undefined) return renderRpslEntity(record, registry);
  const isRegistrar = record.ianaId !== undefined || record.roles?.includes("registrar") === true;
  return isRegistrar ? renderRegistrar(record) : renderEntity(record);
}
