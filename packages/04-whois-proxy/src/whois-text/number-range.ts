/** Address ranges and AS numbers as registries write them. */
import { isIP } from "node:net";
import {
  addressNumber,
  addressText,
  bitsOf,
  cidrsOf,
  type IpRange,
  type IpVersion,
  parseNetwork,
  rangeOf,
} from "../model/ip.ts";

/** Characters of the longest range of version 6, with room for spaces and a remark. */
const LONGEST = 200;

/**
 * The range in a text: `192.0.2.0 - 192.0.2.255 (/24)`, `2001:db8::/32`, or LACNIC's `200.7.84/23`.
 * Undefined for anything else, a range that ends before it begins included.
 */
export function rangeIn(text: string): IpRange | undefined {
  const [plain = ""] = text.slice(0, LONGEST).split("(", 1);
  const [first = "", last] = plain.split(/ +- +/, 2).map((part) => part.trim());
  if (last !== undefined) return between(first, last);
  const [address = "", prefix] = first.split("/", 2);
  const dots = address.split(".").length - 1;
  const whole = address.includes(":") ? address : `${address}${".0".repeat(Math.max(0, 3 - dots))}`;
  const network = parseNetwork(prefix === undefined ? address : `${whole}/${prefix}`);
  return network && rangeOf(network);
}

function between(first: string, last: string): IpRange | undefined {
  const [start, end] = [withoutPadding(first), withoutPadding(last)];
  const version = versionOf(start);
  if (version === undefined || version !== versionOf(end)) return undefined;
  const range = { version, start: addressNumber(start), end: addressNumber(end) };
  return range.start <= range.end ? range : undefined;
}

/** ARIN pads the numbers of an address with zeros. */
const withoutPadding = (address: string): string =>
  address.includes(":") ? address : address.replaceAll(/\b0+(?=\d)/g, "");

function versionOf(address: string): IpVersion | undefined {
  const version = isIP(address);
  return (version === 4 || version === 6) && !address.includes("%") ? version : undefined;
}

/** Whether a range is all addresses there are: the object for what another registry has. */
export const isEverything = ({ version, start, end }: IpRange): boolean =>
  end - start + 1n === 1n << BigInt(bitsOf(version));

/** First and last address, and the blocks between them, as a record has them. */
export const rangeMembers = (range: IpRange) => ({
  start: addressText(range.version, range.start),
  end: addressText(range.version, range.end),
  cidrs: cidrsOf(range).map(({ address, prefix }) => `${address}/${prefix}`),
});

/** Two AS numbers, both inside. */
export interface AutnumRange {
  readonly start: number;
  readonly end: number;
}

/** The AS numbers in `AS64500`, `64496 - 64511`, `AS64496 - AS64511`; undefined for anything else. */
export function autnumsIn(text: string): AutnumRange | undefined {
  const [, first = "", last = first] =
    /^(?:AS)?(\d{1,10})(?: ?- ?(?:AS)?(\d{1,10}))?$/i.exec(text.trim()) ?? [];
  const [start, end] = [Number(first), Number(last)];
  const isRange = first !== "" && start <= end && end < 2 ** 32;
  return isRange ? { start, end } : undefined;
}
