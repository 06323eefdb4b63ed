/** Names of hosts, as RFC 5321 writes them (4.1.2 and 4.1.3), and as they are written in headers. */
import { isIPv4, isIPv6 } from "node:net";
import { plainAddress } from "../connection-limits.ts";

/** RFC 5321, 4.5.3.1.2, and RFC 1035, 2.3.4. */
const MAX_DOMAIN_BYTES = 255;
const MAX_LABEL_BYTES = 63;

/** What RFC 6531, 3.3, adds to letters and digits; control characters have been refused before. */
export const BEYOND_ASCII = "\\u{80}-\\u{10ffff}";

// The underscore is not in the RFC, but it is in the names of many hosts.
const LETTER = `[\\w${BEYOND_ASCII}]`;
const LABEL = `${LETTER}(?:[\\w${BEYOND_ASCII}-]*${LETTER})?`;

/** Matches what has the characters of a domain. */
export const DOMAIN = `${LABEL}(?:\\.${LABEL})*`;

/** Matches what has the characters of an address literal. */
export const ADDRESS_LITERAL = "\\[[!-Z^-~]+\\]";

const WHOLE_DOMAIN = new RegExp(`^${DOMAIN}$`, "u");
const NON_ASCII = new RegExp(`[${BEYOND_ASCII}]`, "u");

/** Whether there is a character that only SMTPUTF8 allows. */
export function isBeyondAscii(text: string): boolean {
  return NON_ASCII.test(text);
}

/** Whether it is a domain: of labels that are not too long, all together not too long. */
export function isDomain(text: string): boolean {
  if (!WHOLE_DOMAIN.test(text) || Buffer.byteLength(text) > MAX_DOMAIN_BYTES) return false;
  return text.split(".").every((label) => Buffer.byteLength(label) <= MAX_LABEL_BYTES);
}

/** Whether it is an address in brackets: `[192.0.2.1]`, `[IPv6:2001:db8::1]`. IANA lists no other tag. */
export function isAddressLiteral(text: string): boolean {
  if (!text.startsWith("[") || !text.endsWith("]")) return false;
  const inside = text.slice(1, -1);
  if (!/^ipv6:/i.test(inside)) return isIPv4(inside);
  return isIPv6(inside.slice("ipv6:".length)) && !inside.includes("%");
}

/**
 * Whether a host may call itself so: a domain or an address in brackets, in ASCII also where
 * addresses of mail need not be (RFC 6531, 3.7.1).
 */
export function isHost(text: string): boolean {
  return !isBeyondAscii(text) && (isDomain(text) || isAddressLiteral(text));
}

/** An IP address of the system's as an address literal (RFC 5321, 4.1.3); a zone (`%eth0`) is left out. */
export function addressLiteral(address: string): string {
  const plain = plainAddress(address).replace(/%.*$/, "");
  return plain.includes(":") ? `[IPv6:${plain}]` : `[${plain}]`;
}
