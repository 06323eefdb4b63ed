/** What the registries of IANA set aside, as a record: the answer in JSON and RDAP. Pure. */

import { addressText, cidrsOf, parseNetwork, rangeOf } from "../model/ip.ts";
import type { RegistryRecord } from "../model/record.ts";
import type { Subject } from "../model/subject.ts";
import type { SpecialEntry } from "../tables/tables.ts";

/** The entry that a subject lies in: the whole block, and a name under the entry's own. */
export function specialRecord(subject: Subject, entry: SpecialEntry): RegistryRecord | undefined {
  const { name, rfc, details, registry, date } = entry;
  const remarks = [
    ...rfc,
    ...details.map(([label, value]) => `${label}: ${value}`),
    `${registry} of ${date}`,
  ];
  switch (subject.kind) {
    case "domain":
    case "nameserver":
      return { kind: subject.kind, name: subject.name, remarks: [name, ...remarks] };
    case "network": {
      // A reverse name's entry is of addresses; an address's own always is.
      const network = parseNetwork(entry.key) ?? subject.network;
      const range = rangeOf(network);
      return {
        kind: "network",
        start: addressText(range.version, range.start),
        end: addressText(range.version, range.end),
        cidrs: cidrsOf(range).map(({ address, prefix }) => `${address}/${prefix}`),
        name,
        remarks,
      };
    }
    case "autnum": {
      const [start = subject.number, end = start] = entry.key.split("-").map(Number);
      return { kind: "autnum", start, end, name, remarks };
    }
    case "entity":
    case "registrar":
      return undefined;
  }
}
