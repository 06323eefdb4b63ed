/** What a record says in free text, and what it says that RDAP has no other place for, as remarks. */
import type { RegistrarView, RegistryRecord } from "../model/record.ts";
import { otherDates } from "./events.ts";
import type { JsonObject } from "./json.ts";
import { rdapStatus } from "./status.ts";

/** All remarks of an object (RFC 9083, section 4.3). */
export function remarksOf(record: RegistryRecord): readonly JsonObject[] {
  const unheard = (record.statuses ?? []).filter((status) => rdapStatus(status) === undefined);
  return [
    ...remark(record.description, "description"),
    ...remark(record.remarks),
    // Words that are not registered would make the answer invalid in their own places.
    ...remark(unheard, "Status in the registry's own words"),
    ...remark(otherDates(record), "Events in the registry's own words"),
    ...remark(
      record.kind === "domain" && record.atRegistrar ? viewLines(record.atRegistrar) : [],
      "What the registrar says instead",
    ),
  ];
}

/** Lines as a remark; none without lines. */
export const remark = (lines: readonly string[] = [], title?: string): readonly JsonObject[] =>
  lines.length === 0 ? [] : [{ title, description: lines }];

function viewLines(view: RegistrarView): readonly string[] {
  const { handle, created, updated, statuses = [], nameservers = [], dnssec } = view;
  return [
    ...(handle === undefined ? [] : [`handle: ${handle}`]),
    ...(created === undefined ? [] : [`registration: ${created}`]),
    ...(updated === undefined ? [] : [`last changed: ${updated}`]),
    ...statuses.map((status) => `status: ${status}`),
    ...nameservers.map(({ name }) => `name server: ${name}`),
    ...(dnssec === undefined ? [] : [`DNSSEC: ${dnssec.signed ? "signed" : "unsigned"}`]),
  ];
}
