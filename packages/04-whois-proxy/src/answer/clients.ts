/** Who may ask: `[clients] allow` and `deny`. */

import { BlockList, isIPv6 } from "node:net";
import type { Config } from "../config/schema.ts";
import type { IpNetwork } from "../model/ip.ts";

/**
 * A test of client addresses: in one of the `allow` networks and in none of the `deny` ones.
 * A v4-mapped address, as a dual-stack socket shows IPv4 clients, counts as the IPv4 one.
 */
export function mayAsk({ allow, deny }: Pick<Config["clients"], "allow" | "deny">) {
  // The default is everybody, and then no address needs to be looked at.
  const everybody = ([4, 6] as const).every((version) =>
    allow.some((network) => network.version === version && network.prefix === 0),
  );
  if (everybody && deny.length === 0) return () => true;
  const allowed = listOf(allow);
  const denied = listOf(deny);
  return (peer: string): boolean => {
    const address = peer.replace(/^::ffff:(?=\d+\.)/i, "");
    const family = isIPv6(address) ? "ipv6" : "ipv4";
    return allowed.check(address, family) && !denied.check(address, family);
  };
}

function listOf(networks: readonly IpNetwork[]): BlockList {
  const list = new BlockList();
  for (const { version, address, prefix } of networks)
    list.addSubnet(address, prefix, version === 4 ? "ipv4" : "ipv6");
  return list;
}
