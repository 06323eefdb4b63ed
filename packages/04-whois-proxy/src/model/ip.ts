/**
 * IP addresses and networks as numbers: parse, contain, and turn a range into CIDR blocks.
 *
 * @example
 * cidrsOf(parseNetwork("192.0.2.0/24")!) // [{ version: 4, address: "192.0.2.0", prefix: 24 }]
 */

import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

export type IpVersion = 4 | 6;

/** A CIDR network; host bits of `address` are zero. A single address has prefix 32 or 128. */
export interface IpNetwork {
  readonly version: IpVersion;
  /** Canonical text: dotted quad, or RFC 5952 for version 6. */
  readonly address: string;
  readonly prefix: number;
}

/** First and last address, both inside. */
export interface IpRange {
  readonly version: IpVersion;
  readonly start: bigint;
  readonly end: bigint;
}

/** Bits in an address of this version: 32 or 128. */
export const bitsOf = (version: IpVersion): 32 | 128 => (version === 4 ? 32 : 128);

/** The number of an address. @throws {RangeError} when the text is not a plain IPv4 or IPv6 address */
export function addressNumber(address: string): bigint {
  // ipaddr.js alone would take `010.1.1.1` and `1.2.3`.
  if (isIP(address) === 0) throw new RangeError(`Cannot read address ${JSON.stringify(address)}`);
  // It would also read `::192.0.2.1` as `::ffff:192.0.2.1`; a URL's host has no such dots left.
  const plain =
    address.includes(":") && address.includes(".")
      ? new URL(`http://[${address}]/`).hostname.slice(1, -1)
      : address;
  return ipaddr
    .parse(plain)
    .toByteArray()
    .reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
}

/** Canonical text of an address number (RFC 5952 for version 6). */
export function addressText(version: IpVersion, number: bigint): string {
  const bytes = Array.from({ length: bitsOf(version) / 8 }, (_, index) =>
    Number((number >> BigInt(bitsOf(version) - 8 * (index + 1))) & 0xffn),
  );
  const address = ipaddr.fromByteArray(bytes);
  return address instanceof ipaddr.IPv6 ? address.toRFC5952String() : address.toString();
}

/**
 * Reads `192.0.2.1`, `192.0.2.0/24`, `2001:db8::/32`. Host bits are cut off.
 * Returns undefined for anything else: a zone id, a leading zero, a prefix out of range.
 */
export function parseNetwork(text: string): IpNetwork | undefined {
  const [address = "", length, ...rest] = text.split("/");
  const version = isIP(address);
  if ((version !== 4 && version !== 6) || address.includes("%") || rest.length > 0)
    return undefined;
  const bits = bitsOf(version);
  if (length !== undefined && !/^(0|[1-9]\d{0,2})$/.test(length)) return undefined;
  const prefix = length === undefined ? bits : Number(length);
  if (prefix > bits) return undefined;
  const hostBits = BigInt(bits - prefix);
  const start = (addressNumber(address) >> hostBits) << hostBits;
  return { version, address: addressText(version, start), prefix };
}

/** First and last address of a network. */
export function rangeOf(network: IpNetwork): IpRange {
  const start = addressNumber(network.address);
  const size = 1n << BigInt(bitsOf(network.version) - network.prefix);
  return { version: network.version, start, end: start + size - 1n };
}

/** Whether `inner` lies wholly inside `outer`. */
export function contains(outer: IpNetwork, inner: IpNetwork): boolean {
  if (outer.version !== inner.version || outer.prefix > inner.prefix) return false;
  const shift = BigInt(bitsOf(outer.version) - outer.prefix);
  return addressNumber(outer.address) >> shift === addressNumber(inner.address) >> shift;
}

/** The fewest CIDR blocks that cover a range exactly, in order. */
export function cidrsOf({ version, start, end }: IpRange): IpNetwork[] {
  const blocks: IpNetwork[] = [];
  for (let next = start; next <= end;) {
    let size = 1n;
    let prefix: number = bitsOf(version);
    while (prefix > 0 && next % (size * 2n) === 0n && next + size * 2n - 1n <= end) {
      size *= 2n;
      prefix -= 1;
    }
    blocks.push({ version, address: addressText(version, next), prefix });
    next += size;
  }
  return blocks;
}
