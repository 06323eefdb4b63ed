/**
 * RDAP JSON as facts.
 *
 * @example
 * recordFromRdap({ objectClassName: "domain", ldhName: "EXAMPLE.COM" });
 * // { kind: "domain", name: "example.com" }
 */

import type { RegistryRecord } from "../model/record.ts";
import { autnumFromRdap } from "./autnum.ts";
import { domainFromRdap } from "./domain.ts";
import { entityFromRdap } from "./entity.ts";
import { isObject, type JsonObject } from "./json.ts";
import { nameserverFromRdap } from "./nameserver.ts";
import { networkFromRdap } from "./network.ts";
import { textOf } from "./text.ts";

/**
 * Reads an RDAP object (RFC 9083). Never throws: values of the wrong type count as absent, and what
 * lies beyond the limits is left out. Undefined when the JSON is no object: an error, a help answer, a
 * search result.
 */
export function recordFromRdap(json: unknown): RegistryRecord | undefined {
  if (!isObject(json) || "errorCode" in json) return undefined;
  return READERS.get(classOf(json))?.(json);
}

type Reader = (json: JsonObject) => RegistryRecord | undefined;

const READERS: ReadonlyMap<string | undefined, Reader> = new Map<string, Reader>([
  ["domain", domainFromRdap],
  ["ip network", networkFromRdap],
  ["autnum", autnumFromRdap],
  ["nameserver", nameserverFromRdap],
  ["entity", entityFromRdap],
]);

/** The object's class; where a server forgot it, what only one class has tells. */
function classOf(json: JsonObject): string | undefined {
  const said = textOf(json["objectClassName"])?.toLowerCase();
  if (said !== undefined) return said;
  if ("startAutnum" in json) return "autnum";
  if ("startAddress" in json) return "ip network";
  if ("ldhName" in json && ("nameservers" in json || "secureDNS" in json)) return "domain";
  if ("ldhName" in json && "ipAddresses" in json) return "nameserver";
  return "vcardArray" in json || "jscard" in json ? "entity" : undefined;
}
