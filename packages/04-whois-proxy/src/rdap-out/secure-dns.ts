/** DNSSEC as RDAP's `secureDNS` (RFC 9083, section 5.3). */
import type { Dnssec } from "../model/record.ts";
import { type JsonObject, some } from "./json.ts";

/** The member; rows that do not have the fields of a zone file are left out. */
export const secureDnsOf = ({ signed, ds = [], keys = [] }: Dnssec): JsonObject => ({
  delegationSigned: signed,
  dsData: some(rows(ds, ["keyTag", "algorithm", "digestType"], "digest")),
  keyData: some(rows(keys, ["flags", "protocol", "algorithm"], "publicKey")),
});

function rows(
  lines: readonly string[],
  numbers: readonly [string, string, string],
  text: string,
): readonly JsonObject[] {
  return lines.flatMap((line): readonly JsonObject[] => {
    const [first = "", second = "", third = "", ...rest] = line.split(" ");
    const values = [first, second, third].map(Number);
    if (rest.length === 0 || !values.every(Number.isInteger)) return [];
    return [
      {
        [numbers[0]]: values[0],
        [numbers[1]]: values[1],
        [numbers[2]]: values[2],
        [text]: rest.join(""),
      },
    ];
  });
}
