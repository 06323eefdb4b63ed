/** IPv4 addresses inside of IPv6 ones: who has the inner one is who has the outer one. Pure. */

import { addressNumber, addressText, contains, type IpNetwork, parseNetwork } from "../model/ip.ts";

/** The inner network, and what embeds it. */
export interface Embedded {
  readonly network: IpNetwork;
  /** `a 6to4 address (RFC 3056)` */
  readonly how: string;
}

interface Embedding {
  readonly outer: string;
  readonly how: string;
  /** The first of the 32 bits of the inner address. */
  readonly firstBit: number;
  /** Teredo turns all bits over, so that no translator on the way changes them. */
  readonly inverted?: true;
}

const embeddings: readonly Embedding[] = [
  { outer: "::ffff:0:0/96", how: "an IPv4-mapped address (RFC 4291)", firstBit: 96 },
  { outer: "2002::/16", how: "a 6to4 address (RFC 3056)", firstBit: 16 },
  { outer: "2001::/32", how: "a Teredo address (RFC 4380)", firstBit: 96, inverted: true },
];

/** A network that is less than this much of an IPv4 address is nobody's. */
const SHORTEST = 8;

/**
 * The IPv4 network inside of an IPv6 one; undefined where there is none.
 *
 * @example
 * embeddedNetwork(parseNetwork("2002:808:808::1")!)?.network; // 8.8.8.8/32
 */
export function embeddedNetwork(network: IpNetwork): Embedded | undefined {
  const found = embeddings.find(({ outer }) => {
    const block = parseNetwork(outer);
    return block !== undefined && contains(block, network);
  });
  if (found === undefined) return undefined;
  const prefix = Math.min(network.prefix - found.firstBit, 32);
  if (prefix < SHORTEST) return undefined;
  const bits = addressNumber(network.address) >> BigInt(96 - found.firstBit);
  const inner = (found.inverted ? ~bits : bits) & 0xffff_ffffn;
  const text = `${addressText(4, inner)}/${prefix}`;
  const parsed = parseNetwork(text);
  return parsed && { network: parsed, how: found.how };
}
