/** An IP network in RDAP (RFC 9083, section 5.4) as a record. */

import { isIP } from "node:net";
import {
  addressText,
  cidrsOf,
  type IpNetwork,
  type IpRange,
  parseNetwork,
  rangeOf,
} from "../model/ip.ts";
import type { NetworkRecord } from "../model/record.ts";
import { numberOf } from "./autnum.ts";
import { baseOf } from "./base.ts";
import { byRole, entitiesOf } from "./entities.ts";
import { eventsOf } from "./events.ts";
import { type JsonObject, known, listOf, objectsOf, textsOf } from "./json.ts";
import { limits } from "./limits.ts";
import { textOf } from "./text.ts";

/** Undefined when the object does not tell its addresses. */
export function networkFromRdap(json: JsonObject): NetworkRecord | undefined {
  const blocks = blocksOf(json["cidr0_cidrs"]);
  const range = rangeIn(json) ?? spanOf(blocks);
  if (range === undefined) return undefined;
  const entities = entitiesOf(json["entities"]);
  return {
    kind: "network",
    start: addressText(range.version, range.start),
    end: addressText(range.version, range.end),
    cidrs: (blocks.length > 0 ? blocks : cidrsOf(range)).map(
      ({ address, prefix }) => `${address}/${prefix}`,
    ),
    ...baseOf(json, eventsOf(json["events"]), entities),
    ...known({
      contacts: byRole(entities),
      statuses: textsOf(json["status"], limits.statuses),
      name: textOf(json["name"]),
      type: textOf(json["type"]),
      parent: textOf(json["parentHandle"]),
      country: textOf(json["country"])?.toUpperCase(),
      originAutnums: listOf(json["arin_originas0_originautnums"], limits.keys).flatMap(
        (number) => numberOf(number) ?? [],
      ),
    }),
  };
}

/** First and last address, from their members, or from a handle such as `192.0.2.0 - 192.0.2.255`. */
function rangeIn(json: JsonObject): IpRange | undefined {
  const handle =
    textOf(json["handle"])
      ?.split("-")
      .map((part) => part.trim()) ?? [];
  return (
    rangeBetween(textOf(json["startAddress"]), textOf(json["endAddress"])) ??
    rangeBetween(handle[0], handle[1] ?? handle[0])
  );
}

function rangeBetween(first: string | undefined, last: string | undefined): IpRange | undefined {
  const start = networkOf(first);
  const end = networkOf(last ?? first);
  if (start === undefined || end === undefined || start.version !== end.version) return undefined;
  const range = { version: start.version, start: rangeOf(start).start, end: rangeOf(end).end };
  return range.start <= range.end ? range : undefined;
}

/** ARIN once wrote `074.125.000.000`: decimal, with leading zeros. */
const networkOf = (text = ""): IpNetwork | undefined =>
  parseNetwork(text.includes(":") ? text : text.replace(/\b0+(?=\d)/g, ""));

/** The `cidr0` extension: `{ v4prefix, length }` or `{ v6prefix, length }`. */
const blocksOf = (value: unknown): readonly IpNetwork[] =>
  objectsOf(value, limits.cidrs).flatMap((item) => {
    const address = textOf(item["v4prefix"] ?? item["v6prefix"]) ?? "";
    return isIP(address) === 0 ? [] : (parseNetwork(`${address}/${String(item["length"])}`) ?? []);
  });

/** From the first address of all blocks to the last. */
function spanOf(blocks: readonly IpNetwork[]): IpRange | undefined {
  const [first] = blocks;
  if (first === undefined) return undefined;
  const ranges = blocks.filter(({ version }) => version === first.version).map(rangeOf);
  return ranges.reduce((span, { start, end }) => ({
    version: span.version,
    start: start < span.start ? start : span.start,
    end: end > span.end ? end : span.end,
  }));
}
