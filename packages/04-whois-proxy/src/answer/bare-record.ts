/** What is known of an object whose registry's text tells nothing else: that it is there. Pure. */
import { addressText, rangeOf } from "../model/ip.ts";
import type { RegistryRecord } from "../model/record.ts";
import type { Subject } from "../model/subject.ts";

/** A record with nothing in it but what was asked about. */
export function bareRecord(subject: Subject): RegistryRecord {
  switch (subject.kind) {
    case "domain":
    case "nameserver": {
      const { kind, name, unicode } = subject;
      return { kind, name, ...(unicode !== name && { unicodeName: unicode }) };
    }
    case "network": {
      const { version, start, end } = rangeOf(subject.network);
      const { address, prefix } = subject.network;
      const ends = { start: addressText(version, start), end: addressText(version, end) };
      return { kind: "network", ...ends, cidrs: [`${address}/${prefix}`] };
    }
    case "autnum":
      return { kind: "autnum", start: subject.number, end: subject.number };
    case "entity":
      return { kind: "entity", handle: subject.handle };
    case "registrar": {
      const ianaId = String(subject.ianaId);
      return { kind: "entity", handle: ianaId, roles: ["registrar"], ianaId };
    }
  }
}

/** Whether a record is of the kind that was asked about. */
export const isOfKind = (record: RegistryRecord, { kind }: Subject): boolean =>
  record.kind === (kind === "registrar" ? "entity" : kind);
