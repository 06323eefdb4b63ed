/** Networks as RDAP (RFC 9083, section 5.4), with the `cidr0` and `arin_originas0` extensions. */
import { isIPv4 } from "node:net";
import type { NetworkRecord } from "../model/record.ts";
import { entitiesOf } from "./entities.ts";
import { countryCode, type JsonObject, some } from "./json.ts";

/** The members that only a network has. */
export const networkMembers = (record: NetworkRecord): JsonObject => ({
  objectClassName: "ip network",
  startAddress: record.start,
  endAddress: record.end,
  ipVersion: isIPv4(record.start) ? "v4" : "v6",
  cidr0_cidrs: some(record.cidrs.map(cidrMembers)),
  name: record.name,
  type: record.type,
  country: countryCode(record.country),
  parentHandle: record.parent,
  arin_originas0_originautnums: some(record.originAutnums ?? []),
  entities: some(entitiesOf(record.contacts)),
});

function cidrMembers(cidr: string): JsonObject {
  const [address = "", length = ""] = cidr.split("/");
  const member = isIPv4(address) ? "v4prefix" : "v6prefix";
  return { [member]: address, length: Number(length) };
}
