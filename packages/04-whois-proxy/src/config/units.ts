/**
 * The words in which configuration gives amounts: durations, sizes, sockets, networks.
 *
 * @example
 * duration.parse("1800ms"); // 1800
 */

import { isIP, isIPv6 } from "node:net";
import { z } from "zod";
import { type IpNetwork, parseNetwork } from "../model/ip.ts";

/** Where to listen or to dial. */
export interface HostPort {
  readonly host: string;
  readonly port: number;
}

const MS_OF = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const BYTES_OF = { B: 1, KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3 };

/** A schema for text that `read` understands; `expected` says what it must look like. */
function text<T>(expected: string, read: (text: string) => T | undefined) {
  return z.string(`expected ${expected}`).transform((value, context): T => {
    const result = read(value);
    if (result !== undefined) return result;
    context.addIssue(`expected ${expected}, not ${JSON.stringify(value)}`);
    return z.NEVER;
  });
}

function amount(units: Readonly<Record<string, number>>) {
  return (value: string): number | undefined => {
    const [, digits, unit] = /^(\d{1,9})([A-Za-z]+)$/.exec(value) ?? [];
    const factor = unit === undefined || !Object.hasOwn(units, unit) ? undefined : units[unit];
    return factor === undefined ? undefined : Number(digits) * factor;
  };
}

/** Longest duration taken, in ms: what a timer of Node can hold is a little under 25 days. */
const MAX_DURATION = 24 * MS_OF.d;

/** `"500ms" "8s" "5m" "24h" "7d"`, in ms. */
export const duration = text('a duration such as "500ms", "8s", "5m", "24h" or "7d"', (value) => {
  const ms = amount(MS_OF)(value);
  return ms !== undefined && ms <= MAX_DURATION ? ms : undefined;
});

/** A duration that is not zero, in ms. */
export const positiveDuration = duration.refine((ms) => ms > 0, "expected more than zero");

/** `"64KiB" "1MiB"`, in bytes. */
export const size = text('a size such as "64KiB" or "1MiB"', amount(BYTES_OF)).refine(
  (bytes) => bytes > 0,
  "expected more than zero",
);

/** Reads `host:port` and `[v6]:port`; a bare host takes `defaultPort` where there is one. */
export function parseHostPort(value: string, defaultPort?: number): HostPort | undefined {
  const [, bracketed, plain, digits] =
    /^(?:\[([^\]]+)\]|([^\s:[\]/]+))(?::(\d{1,5}))?$/.exec(value) ?? [];
  const host = bracketed ?? plain;
  const port = digits === undefined ? defaultPort : Number(digits);
  if (host === undefined || port === undefined || port > 65_535) return undefined;
  if (bracketed !== undefined && !isIPv6(bracketed)) return undefined;
  if (
    bracketed === undefined &&
    isIP(host) === 0 &&
    !/^[a-z0-9]([a-z0-9._-]*[a-z0-9])?$/i.test(host)
  )
    return undefined;
  return { host: host.toLowerCase(), port };
}

/** The text of a host and port, as `parseHostPort` reads it. */
export const hostPortText = ({ host, port }: HostPort): string =>
  isIPv6(host) ? `[${host}]:${port}` : `${host}:${port}`;

/** `host:port`; IPv6 in brackets. */
export const hostPort = text<HostPort>(
  'an address such as "127.0.0.1:4343" or "[::1]:4343"',
  (value) => parseHostPort(value),
);

/** An address or a network in CIDR. */
export const network = text<IpNetwork>('a network such as "192.0.2.0/24"', parseNetwork);

/** An absolute http or https URL that ends in a slash, so that a path can be appended. */
export const baseUrl = text<string>('a URL such as "https://rdap.example.net/"', (value) => {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) return undefined;
  // A path cannot be appended to a query, and a password would show in every answer.
  if (url.search !== "" || url.hash !== "" || url.username !== "") return undefined;
  return url.href.endsWith("/") ? url.href : `${url.href}/`;
});
