/** Who has which block of addresses: IANA's address space registries. */

import { parseNetwork } from "../src/model/ip.ts";
import { grouped } from "../src/tables/table-text.ts";
import { parseCsv } from "./csv.ts";
import type { Files, TableFiles } from "./files.ts";

type Row = Readonly<Record<string, string>>;

/** Both versions. @throws {Error} when a block or a server cannot be read */
export function compileAddresses(files: Files): TableFiles {
  const ipv4 = parseCsv(files("iana/iana-ipv4-address-space.csv"));
  const ipv6 = parseCsv(files("iana/ipv6-unicast-address-assignments.csv"));
  return {
    "delegations-ipv4": {
      table: "IPv4 delegations",
      source: "IANA IPv4 Address Space Registry",
      date: newest(ipv4, "Date"),
      blocks: blocks(ipv4),
    },
    "delegations-ipv6": {
      table: "IPv6 delegations",
      source: "IANA IPv6 Global Unicast Address Assignments",
      date: newest(ipv6, "Date"),
      blocks: blocks(ipv6),
    },
  };
}

/** These files have no date of publication: that of the newest entry stands for it. */
export const newest = (rows: readonly Row[], column: string): string =>
  rows.map((row) => row[column] ?? "").reduce((a, b) => (b > a ? b : a), "");

/** `041/8` and `2001:0200::/23` as we write them. @throws {Error} when it is no network */
export function block(prefix: string): string {
  const [first = "", length = ""] = prefix.split("/");
  const text =
    first.includes(":") || first.includes(".") ? prefix : `${Number(first)}.0.0.0/${length}`;
  const network = parseNetwork(text);
  if (network === undefined) throw new Error(`Cannot read block "${prefix}"`);
  return `${network.address}/${network.prefix}`;
}

/** By the registry whose WHOIS server the row names: a legacy block's holder runs none. */
function blocks(rows: readonly Row[]): Record<string, string> {
  return grouped(
    rows
      .filter((row) => row["WHOIS"] !== "")
      .map((row) => [block(row["Prefix"] ?? ""), registryOf(row["WHOIS"] ?? "")] as const),
  );
}

const registryNames: Readonly<Record<string, string>> = {
  "whois.afrinic.net": "AFRINIC",
  "whois.apnic.net": "APNIC",
  "whois.arin.net": "ARIN",
  "whois.iana.org": "IANA",
  "whois.lacnic.net": "LACNIC",
  "whois.ripe.net": "RIPE NCC",
};

function registryOf(whois: string): string {
  const name = registryNames[whois];
  if (name === undefined) throw new Error(`Cannot tell whose server "${whois}" is`);
  return name;
}
