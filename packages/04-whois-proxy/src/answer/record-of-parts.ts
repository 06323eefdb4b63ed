/** The replies that an answer is made of, as one record. Pure. */

import { parseNetwork } from "../model/ip.ts";
import type { RegistryRecord } from "../model/record.ts";
import type { Reply } from "../model/source.ts";
import type { Subject } from "../model/subject.ts";
import { mergeRecords } from "../record/merge.ts";
import { recordFromWhois } from "../whois-text/record-from-whois.ts";

/**
 * What all parts know, the registry's first; WHOIS text is read as far as it can be. Undefined where
 * nothing was found, or nothing could be read.
 */
export function recordOfParts(
  subject: Subject,
  parts: readonly [Reply, ...Reply[]],
): RegistryRecord | undefined {
  if (parts[0].outcome !== "found") return undefined;
  const records = parts.flatMap(
    ({ record, text }) => record ?? recordFromWhois(text, subject) ?? [],
  );
  const [first, ...others] = records.toSorted((one, other) => breadth(one) - breadth(other));
  return first && others.reduce(mergeRecords, first);
}

/**
 * Addresses are delegated from hop to hop, so the narrowest block is the one that was asked about. The
 * other kinds are one object at all servers, and stay in their order.
 */
function breadth(record: RegistryRecord): number {
  if (record.kind === "autnum") return record.end - record.start;
  if (record.kind !== "network") return 0;
  return Math.max(...record.cidrs.map(bitsIn));
}

/** How many bits of an address a network leaves open; all of them for what is no network. */
function bitsIn(cidr: string): number {
  const network = parseNetwork(cidr);
  return network === undefined ? 128 : (network.version === 4 ? 32 : 128) - network.prefix;
}
