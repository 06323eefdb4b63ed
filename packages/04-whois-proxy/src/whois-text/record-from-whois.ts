/**
 * WHOIS text as facts: the same records that RDAP gives. It knows labels and layouts, not servers, so
 * that replies which nobody has seen before are read too.
 *
 * @example
 * recordFromWhois("domain: example.com\nstatus: ok\n", subject);
 * // { kind: "domain", name: "example.com", statuses: ["ok"] }
 */
import type { RegistryRecord } from "../model/record.ts";
import type { Subject } from "../model/subject.ts";
import { domainFrom } from "./domain.ts";
import { readFields } from "./fields.ts";
import { entityFrom, nameserverFrom } from "./host-and-handle.ts";
import { autnumFrom, networkFrom } from "./network.ts";
import { objectsIn } from "./objects.ts";

/** Reads a reply about a subject. Never throws; undefined when it tells nothing. */
export function recordFromWhois(text: string, subject: Subject): RegistryRecord | undefined {
  const fields = readFields(text);
  switch (subject.kind) {
    case "domain":
      return domainFrom(fields, subject);
    case "network":
      return networkFrom(objectsIn(fields), subject);
    case "autnum":
      return autnumFrom(objectsIn(fields), subject);
    case "nameserver":
      return nameserverFrom(objectsIn(fields), subject);
    case "entity":
      return entityFrom(objectsIn(fields), subject);
    case "registrar":
      return undefined;
  }
}
