/** Names under in-addr.arpa and ip6.arpa, back to the network they stand for (RFC 1035, 3.5; RFC 3596, 2.5). */

import { type IpNetwork, parseNetwork } from "../model/ip.ts";

/**
 * The network of a reverse name; undefined for every other name, and for one with labels that are
 * no part of an address.
 *
 * @example
 * reverseNetwork("2.0.192.in-addr.arpa"); // { version: 4, address: "192.0.2.0", prefix: 24 }
 */
export function reverseNetwork(name: string): IpNetwork | undefined {
  if (name.endsWith(".in-addr.arpa")) {
    const labels = name.slice(0, -".in-addr.arpa".length).split(".").toReversed();
    if (labels.length > 4 || !labels.every((label) => /^(0|[1-9]\d{0,2})$/.test(label)))
      return undefined;
    const address = [...labels, "0", "0", "0"].slice(0, 4).join(".");
    return parseNetwork(`${address}/${labels.length * 8}`);
  }
  if (name.endsWith(".ip6.arpa")) {
    const nibbles = name.slice(0, -".ip6.arpa".length).split(".").toReversed();
    if (nibbles.length > 32 || !nibbles.every((nibble) => /^[0-9a-f]$/.test(nibble)))
      return undefined;
    const groups = nibbles.join("").padEnd(32, "0").match(/.{4}/g) ?? [];
    return parseNetwork(`${groups.join(":")}/${nibbles.length * 4}`);
  }
  return undefined;
}
