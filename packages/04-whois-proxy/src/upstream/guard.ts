/**
 * Which addresses and ports a stranger may make us dial. A referral, a redirect or a DNS answer is a
 * stranger: it could point at our own machine, at the neighbours behind our firewall, or at the
 * metadata service of a cloud (SSRF). Pure.
 *
 * @example
 * refusalOf("169.254.169.254", []); // "169.254.169.254 is link-local"
 */

import { addressNumber, addressText, contains, type IpNetwork, parseNetwork } from "../model/ip.ts";

/** IANA's special-purpose registries (RFC 6890), multicast, and a cloud's service on a public address. */
const special = (
  [
    ["0.0.0.0/8", "unspecified"],
    ["10.0.0.0/8", "private"],
    ["100.64.0.0/10", "shared address space"],
    ["127.0.0.0/8", "loopback"],
    ["168.63.129.16/32", "a cloud's metadata service"],
    ["169.254.0.0/16", "link-local"],
    ["172.16.0.0/12", "private"],
    ["192.0.0.0/24", "for protocols"],
    ["192.0.2.0/24", "for documentation"],
    ["192.88.99.0/24", "a 6to4 relay"],
    ["192.168.0.0/16", "private"],
    ["198.18.0.0/15", "for benchmarks"],
    ["198.51.100.0/24", "for documentation"],
    ["203.0.113.0/24", "for documentation"],
    ["224.0.0.0/4", "multicast"],
    ["240.0.0.0/4", "reserved"],
    ["::/128", "unspecified"],
    ["::1/128", "loopback"],
    ["2001::/23", "for protocols"],
    ["2001:db8::/32", "for documentation"],
    ["3fff::/20", "for documentation"],
    ["fc00::/7", "private"],
    ["fe80::/10", "link-local"],
    ["fec0::/10", "site-local"],
    ["ff00::/8", "multicast"],
  ] as const
).map(([text, what]) => ({ network: networkOf(text), what }));

/** The 32 bits of `number` that begin `shift` bits from its right end, as an IPv4 address. */
const bitsAt = (number: bigint, shift: bigint): string =>
  addressText(4, (number >> shift) & 0xffff_ffffn);

/** IPv6 networks whose addresses lead to IPv4 ones, and which. */
const embedding = [
  { network: networkOf("::ffff:0:0/96"), inner: (n: bigint) => [bitsAt(n, 0n)] },
  { network: networkOf("64:ff9b::/96"), inner: (n: bigint) => [bitsAt(n, 0n)] },
  { network: networkOf("2002::/16"), inner: (n: bigint) => [bitsAt(n, 80n)] },
  // Teredo: its server, and the client with all bits turned over.
  { network: networkOf("2001::/32"), inner: (n: bigint) => [bitsAt(n, 64n), bitsAt(~n, 0n)] },
] as const;

/** Outside of this no address can be reached by the whole internet (RFC 4291, section 2.4). */
const publicV6 = networkOf("2000::/3");

/**
 * Why an address may not be dialled, in a few words; undefined if it may. `allow` is
 * `[upstream] allow_addresses`: what it covers may be dialled, whatever it is.
 */
export function refusalOf(address: string, allow: readonly IpNetwork[]): string | undefined {
  const host = address.includes("/") ? undefined : parseNetwork(address);
  if (host === undefined) return `${JSON.stringify(address)} is not an address`;
  if (allow.some((network) => contains(network, host))) return undefined;
  const outer = embedding.find(({ network }) => contains(network, host));
  if (outer !== undefined) {
    const refusals = outer.inner(addressNumber(address)).map((inner) => refusalOf(inner, allow));
    const refusal = refusals.find((reason) => reason !== undefined);
    return refusal && `${address} leads to ${refusal}`;
  }
  const row = special.find(({ network }) => contains(network, host));
  if (row !== undefined) return `${address} is ${row.what}`;
  return isPublic(host) ? undefined : `${address} is not public`;
}

const isPublic = (host: IpNetwork): boolean => host.version === 4 || contains(publicV6, host);

/** Port 43 is WHOIS, 4321 rwhois, 80 and 443 RDAP. */
const ports: ReadonlySet<number> = new Set([43, 4321, 80, 443]);

/** Why a stranger may not make us dial this port; undefined if it may. */
export const portRefusal = (port: number): string | undefined =>
  ports.has(port) ? undefined : `port ${port} is not for WHOIS or RDAP`;

function networkOf(text: string): IpNetwork {
  const network = parseNetwork(text);
  if (network === undefined) throw new TypeError(`Cannot read network "${text}"`);
  return network;
}
