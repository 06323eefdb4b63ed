/**
 * Networks and AS numbers as RPSL objects (RFC 2622), the format of RIPE, APNIC and AFRINIC, and of
 * registries without a dialect of their own here. What RPSL has no attribute for becomes one that it
 * does not know (`cidr`, `rdap-status`), or a remark.
 */

import type { AutnumRecord, NetworkRecord } from "../model/record.ts";
import { listContacts } from "./contact-list.ts";
import { columnLines, type Field, joinBlocks } from "./fields.ts";
import { closingComments, extraRemarks } from "./number-remarks.ts";
import { registryOf } from "./registry.ts";
import { contactBlock } from "./rpsl-contacts.ts";
import { references } from "./rpsl-references.ts";

const WIDTH = 16;

/** A network or AS number as lines of text: the object, its people, comments. */
export function renderRpsl(record: AutnumRecord | NetworkRecord): readonly string[] {
  const source = registryOf(record)?.toUpperCase();
  const { people, maintainers } = references(record.contacts);
  const object: readonly Field[] = [
    ...(record.kind === "network" ? networkHead(record) : autnumHead(record)),
    ["descr", record.description],
    ["country", record.country],
    ...people,
    ["status", record.type],
    ["remarks", [...(record.remarks ?? []), ...extraRemarks(record)]],
    ...maintainers,
    ...(record.kind === "network" ? networkTail(record) : []),
    // Not `status`: that is the type of the allocation.
    ["rdap-status", record.statuses],
    ["created", record.created],
    ["last-modified", record.updated],
    ["source", source],
  ];
  const blocks = listContacts(record.contacts).map((listed) => contactBlock(listed, source));
  return joinBlocks([
    columnLines(WIDTH, object),
    ...blocks.map((block) => columnLines(WIDTH, block)),
    closingComments("%", record),
  ]);
}

const isBlock = ({ start, cidrs }: NetworkRecord): boolean =>
  start.includes(":") && cidrs.length === 1;

const rangeText = ({ start, end }: NetworkRecord): string => `${start} - ${end}`;

const networkHead = (record: NetworkRecord): readonly Field[] => [
  [
    record.start.includes(":") ? "inet6num" : "inetnum",
    isBlock(record) ? record.cidrs : rangeText(record),
  ],
  ["netname", record.name],
];

const networkTail = (record: NetworkRecord): readonly Field[] => [
  ["parent", record.parent],
  // `inetnum` is a range, `inet6num` mostly a block: the other form is here for those who look for it.
  ["range", isBlock(record) ? rangeText(record) : undefined],
  ["cidr", record.cidrs],
  ["handle", isRange(record) ? undefined : record.handle],
  ["origin", record.originAutnums?.map((number) => `AS${number}`)],
];

/** RIPE, APNIC and AFRINIC have no handles for networks; RDAP repeats the range in its place. */
const isRange = ({ handle = "", start, end, cidrs }: NetworkRecord): boolean =>
  handle.replace(/\s+/g, "") === `${start}-${end}` || cidrs.includes(handle);

function autnumHead({ start, end, name, handle = "" }: AutnumRecord): readonly Field[] {
  const number: Field =
    start === end ? ["aut-num", `AS${start}`] : ["as-block", `AS${start} - AS${end}`];
  const isNumber = handle.toUpperCase() === `AS${start}`;
  return [number, ["as-name", name], ["handle", isNumber || handle === "" ? undefined : handle]];
}
