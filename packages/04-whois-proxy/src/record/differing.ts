/** Where a registrar contradicts its registry. */

import { isDeepStrictEqual } from "node:util";
import type { DomainRecord, RegistrarView } from "../model/record.ts";
import { known, without } from "./json.ts";

/** Makes two ways to say the same thing equal; keys that only one of them tells are no difference. */
const essence: {
  readonly [K in keyof Required<RegistrarView>]: (
    record: DomainRecord,
    other: DomainRecord,
  ) => unknown;
} = {
  handle: ({ handle }) => handle?.toLowerCase(),
  created: ({ created }) => instant(created),
  updated: ({ updated }) => instant(updated),
  statuses: ({ statuses }) => statuses?.toSorted(),
  nameservers: ({ nameservers }) => nameservers?.map(({ name }) => name).toSorted(),
  dnssec: ({ dnssec }, other) => [
    dnssec?.signed,
    other.dnssec?.ds && dnssec?.ds?.map((ds) => ds.toLowerCase()).toSorted(),
  ],
};

/** What both tell, and the registrar otherwise than the registry: in the registrar's words. */
export function differing(registry: DomainRecord, registrar: DomainRecord): RegistrarView {
  const same = MEMBERS.filter(
    (member) =>
      registry[member] === undefined ||
      isDeepStrictEqual(essence[member](registry, registrar), essence[member](registrar, registry)),
  );
  const { handle, created, updated, statuses, nameservers, dnssec } = registrar;
  return without(known({ handle, created, updated, statuses, nameservers, dnssec }), ...same);
}

const MEMBERS = ["handle", "created", "updated", "statuses", "nameservers", "dnssec"] as const;

/** `…00Z` and `…00.000Z` are one instant; what is no date stands for itself. */
export function instant(date: string | undefined): number | string | undefined {
  const time = Date.parse(date ?? "");
  return Number.isNaN(time) ? date : time;
}
