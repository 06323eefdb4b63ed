/**
 * WHOIS text as facts: the same records that RDAP gives. It knows labels and layouts, not servers, so
 * that replies which nobody has seen before are read too.
 *
 * ```
 * text ─ fields (label, value, section, paragraph) ─ domain
 *                                 └ objects ─ network · autnum · nameserver · entity
 * ```
 *
 * @example
 * recordFromWhois("domain: example.com\nstatus: ok\n", subject);
 * // { kind: "domain", name: "example.com", statuses: ["ok"] }
 */
import type { RegistryRecord } from "../model/record.ts";
import type { Subject } from "../model/subject.ts";
import { autnumFrom } from "./autnum.ts";
import { domainFrom } from "./domain.ts";
import { entityFrom } from "./entity.ts";
import { readFields } from "./fields.ts";
import { nameserverFrom } from "./host.ts";
import { networkFrom } from "./network.ts";
import { objectsIn } from "./objects.ts";

/**
 * Reads a reply about a subject, in time linear in its length. Never throws; undefined when the reply
 * tells nothing about the subject. A registrar's WHOIS text has no IANA id that it could be known by.
 */
export function recordFromWhois(text: string, subject: Subject): RegistryRecord | undefined {
  const fields = readFields(text);
  switch (subject.kind) {
    case "domain":
      return domainFrom(fields, text, subject);
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
