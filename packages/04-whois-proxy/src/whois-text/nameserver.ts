/** Name servers as registries write them: with addresses, in brackets, as zone file lines. */
import { isIP } from "node:net";
import type { Nameserver } from "../model/record.ts";
import { known } from "../record/json.ts";
import { limits } from "../record/limits.ts";
import { nameOf } from "../record/nameservers.ts";

/**
 * The name server in a value; undefined when no host name is in it.
 *
 * @example
 * nameserverIn("ns1.example.fr [192.0.2.1 2001:db8::1]");
 * // { name: "ns1.example.fr", addresses: ["192.0.2.1", "2001:db8::1"] }
 */
export function nameserverIn(value: string): Nameserver | undefined {
  const words = value.split(/[\s,;()[\]]+/).filter((word) => word !== "");
  // `example.pt NS ns1.example.net.`
  const after = words.findIndex((word) => word.toUpperCase() === "NS") + 1;
  const host = words.slice(after).find((word) => isIP(word) === 0 && HOST.test(word));
  const name = nameOf(host);
  if (name === undefined) return undefined;
  const addresses = words.filter((word) => isIP(word) !== 0).slice(0, limits.addresses);
  return { name, ...known({ addresses }) };
}

/** At least two labels; the last is no number. */
const HOST =
  /^[\p{L}\p{N}_-]{1,63}(?:\.[\p{L}\p{N}_-]{1,63})*\.(?!\d+\.?$)[\p{L}\p{N}-]{1,63}\.?$/u;

/** Distinct name servers in the order of the reply, with all the addresses that were said of each. */
export function distinctNameservers(servers: readonly Nameserver[]): readonly Nameserver[] {
  const byName = new Map<string, Set<string>>();
  for (const { name, addresses = [] } of servers.slice(0, limits.nameservers)) {
    const all = byName.get(name) ?? new Set();
    for (const address of addresses) all.add(address);
    byName.set(name, all);
  }
  return Array.from(byName, ([name, addresses]) =>
    addresses.size === 0 ? { name } : { name, addresses: [...addresses] },
  );
}
