/** Blocks of addresses that nobody is asked about: IANA's special-purpose and address space registries. */

import { contains, type IpNetwork, parseNetwork } from "../src/model/ip.ts";
import { block, newest } from "./compile-addresses.ts";
import { parseCsv } from "./csv.ts";
import type { Files, TableFiles } from "./files.ts";

type Row = Readonly<Record<string, string>>;

interface Special {
  readonly name: string;
  readonly rfc?: readonly string[];
  readonly details?: Readonly<Record<string, string>>;
}

/** The registry of IPv6 space dates nothing. Its newest note is about `5f00::/16` of this month. */
const IPV6_SPACE_DATE = "2024-04";

/** Both versions in one table. @throws {Error} when a block cannot be read */
export function compileSpecial(files: Files): TableFiles {
  const special = (version: 4 | 6) =>
    parseCsv(files(`iana/iana-ipv${version}-special-registry.csv`));
  const unicast = parseCsv(files("iana/ipv6-unicast-address-assignments.csv"));
  return {
    "special-networks": {
      // For one block in two registries the later one stands: it says more.
      registries: [
        {
          source: "IANA IPv4 Address Space Registry",
          date: newest(parseCsv(files("iana/iana-ipv4-address-space.csv")), "Date"),
          entries: {
            "224.0.0.0/4": {
              name: "Multicast",
              rfc: ["RFC 5771"],
              details: { "Allocation date": "1981-09" },
            },
          },
        },
        {
          source: "IANA IPv6 Address Space Registry",
          date: IPV6_SPACE_DATE,
          entries: ipv6Space(parseCsv(files("iana/iana-ipv6-address-space.csv"))),
        },
        {
          source: "IANA IPv6 Global Unicast Address Assignments",
          date: newest(unicast, "Date"),
          entries: unassigned(unicast),
        },
        ...([4, 6] as const).map((version) => ({
          source: `IANA IPv${version} Special-Purpose Address Registry`,
          date: newest(special(version), "Allocation Date"),
          entries: specialPurpose(special(version)),
        })),
      ],
    },
  };
}

/** What lies outside 2000::/3, the only part that registries give addresses from. */
function ipv6Space(rows: readonly Row[]): Record<string, Special> {
  return entries(
    rows.filter((row) => row["Allocation"] !== "Global Unicast"),
    "IPv6 Prefix",
    (row) => ({
      name: row["Allocation"] ?? "",
      rfc: rfcs(row["Reference"]),
      details: { Note: note(row["Notes"]) },
    }),
  );
}

/** What IANA keeps of 2000::/3. */
function unassigned(rows: readonly Row[]): Record<string, Special> {
  return entries(
    rows.filter((row) => row["Status"] === "RESERVED"),
    "Prefix",
    (row) => ({
      name: "Reserved by IANA",
      details: { "Allocation date": row["Date"] ?? "", Note: note(row["Note"]) },
    }),
  );
}

function specialPurpose(rows: readonly Row[]): Record<string, Special> {
  const all = entries(rows, "Address Block", (row) => ({
    name: row["Name"] ?? "",
    rfc: rfcs(row["RFC"]),
    details: {
      "Allocation date": row["Allocation Date"] ?? "",
      "Termination date": (row["Termination Date"] ?? "").replace("N/A", ""),
      Source: row["Source"] ?? "",
      Destination: row["Destination"] ?? "",
      Forwardable: row["Forwardable"] ?? "",
      "Globally reachable": row["Globally Reachable"] ?? "",
      "Reserved by protocol": row["Reserved-by-Protocol"] ?? "",
    },
  }));
  return Object.fromEntries(Object.entries(all).filter(([key]) => !isRegistered(key, all)));
}

/**
 * A block that the whole Internet may reach, and that is no part of another special block, is also
 * somebody's registration at a regional registry (those of the AS112 project, for one): that one has
 * more to say, so it is asked. IPv6 space outside 2000::/3 is nobody's.
 */
function isRegistered(key: string, all: Record<string, Special>): boolean {
  const network = networkOf(key);
  const inside = Object.keys(all).some(
    (other) => other !== key && contains(networkOf(other), network),
  );
  return (
    all[key]?.details?.["Globally reachable"] === "True" &&
    !inside &&
    (network.version === 4 || contains(networkOf("2000::/3"), network))
  );
}

function networkOf(key: string): IpNetwork {
  const network = parseNetwork(key);
  if (network === undefined) throw new Error(`Cannot read block "${key}"`);
  return network;
}

/** One cell may hold several blocks. */
function entries(
  rows: readonly Row[],
  column: string,
  read: (row: Row) => Special,
): Record<string, Special> {
  return Object.fromEntries(
    rows.flatMap((row) =>
      (row[column] ?? "")
        .split(", ")
        .map((prefix) => [block(prefix), withoutEmpty(read(row))] as const),
    ),
  );
}

function withoutEmpty({ name, rfc = [], details = {} }: Special): Special {
  const filled = Object.entries(details).filter(([, value]) => value !== "");
  return {
    name,
    ...(rfc.length > 0 && { rfc }),
    ...(filled.length > 0 && { details: Object.fromEntries(filled) }),
  };
}

/** Without the sentences that only point to another registry. */
const note = (text = ""): string =>
  text
    .replaceAll(/(This range has been partially allocated\.|See \[[^\]]*\] for details\.) ?/g, "")
    .trim();

/** `[RFC8880][RFC7050], Section 2.2` to `["RFC 8880", "RFC 7050"]`. */
const rfcs = (text = ""): string[] => [
  ...new Set(Array.from(text.matchAll(/\[RFC(\d+)\]/g), ([, number]) => `RFC ${number}`)),
];
