/**
 * Longest prefix match over networks, the way a router does it: one table for each prefix length,
 * the longest asked first.
 *
 * @example
 * const index = new PrefixIndex([[readBlock("192.0.0.0/8"), "ARIN"]]);
 * index.find(readBlock("192.0.2.1/32")); // "ARIN"
 */

import { addressNumber, bitsOf, type IpNetwork, type IpVersion } from "../model/ip.ts";

/** An IPv4 address fits a plain number, which is several times faster than a bigint. */
type Bits = number | bigint;

interface Length<T> {
  readonly prefix: number;
  /** Keyed by the first `prefix` bits of the address. */
  readonly values: Map<Bits, T>;
}

/** Values by networks, which may lie in one another. */
export class PrefixIndex<T> {
  /** Longest first. */
  readonly #lengths: Readonly<Record<IpVersion, readonly Length<T>[]>>;

  /** Of two values for the same network the later one stays. */
  constructor(entries: Iterable<readonly [network: IpNetwork, value: T]>) {
    const byLength = { 4: new Map<number, Length<T>>(), 6: new Map<number, Length<T>>() };
    for (const [network, value] of entries) {
      const { version, prefix } = network;
      const length = byLength[version].get(prefix) ?? { prefix, values: new Map<Bits, T>() };
      byLength[version].set(prefix, length);
      length.values.set(firstBits(allBits(network), prefix), value);
    }
    const sorted = (lengths: Map<number, Length<T>>) =>
      [...lengths.values()].toSorted((a, b) => b.prefix - a.prefix);
    this.#lengths = { 4: sorted(byLength[4]), 6: sorted(byLength[6]) };
  }

  /** The value of the longest prefix that holds all of `network`. */
  find(network: IpNetwork): T | undefined {
    const bits = allBits(network);
    for (const { prefix, values } of this.#lengths[network.version]) {
      if (prefix > network.prefix) continue;
      const value = values.get(firstBits(bits, prefix));
      if (value !== undefined) return value;
    }
    return undefined;
  }
}

/**
 * A block as the tables write it, `address/length`. They hold canonical text alone, so there is
 * nothing to check: several times faster than `parseNetwork`, which counts when the program starts.
 */
export function readBlock(block: string): IpNetwork {
  const slash = block.indexOf("/");
  const address = block.slice(0, slash);
  const version = address.includes(":") ? 6 : 4;
  return { version, address, prefix: Number(block.slice(slash + 1)) };
}

const allBits = ({ version, address }: IpNetwork): Bits =>
  version === 6
    ? addressNumber(address)
    : address.split(".").reduce((sum, byte) => sum * 256 + Number(byte), 0);

function firstBits(bits: Bits, prefix: number): Bits {
  if (typeof bits === "bigint") return bits >> BigInt(bitsOf(6) - prefix);
  // A shift by 32 would be none.
  return prefix === 0 ? 0 : bits >>> (bitsOf(4) - prefix);
}
