/**
 * What is asked about, in any spelling that a person types: names, URLs, addresses, networks, AS
 * numbers, handles. Pure; never throws.
 *
 * @example
 * parseSubject("https://www.Example.COM/", registrable); // { kind: "domain", name: "example.com", … }
 */

import { parseNetwork } from "../model/ip.ts";
import { isJpnicHandle, type Subject } from "../model/subject.ts";
import { parseDomainName } from "./domain-name.ts";

/** Largest AS number (RFC 6793). */
const MAX_AUTNUM = 2 ** 32 - 1;

/**
 * Reads a subject; `registrable` reduces a host name to the name that its registry knows. Undefined
 * for what cannot be looked up.
 */
export function parseSubject(
  text: string,
  registrable: (name: string) => string,
): Subject | undefined {
  // Without its object a word of ours is a slip, not a top-level domain.
  const [, word = "", rest = ""] = /^(\S+)(?: (.+))?$/.exec(text) ?? [];
  switch (word.toLowerCase()) {
    case "nameserver":
      return parseNameserver(rest);
    case "registrar":
      return parseRegistrar(rest);
    default:
      return parseObject(text, registrable);
  }
}

function parseNameserver(text: string): Subject | undefined {
  const host = parseDomainName(text);
  // A name without a dot is nobody's host.
  return host?.name.includes(".") === true ? { kind: "nameserver", ...host } : undefined;
}

/** IANA's registrar ids have up to seven digits. */
const parseRegistrar = (text: string): Subject | undefined =>
  /^[1-9]\d{0,6}$/.test(text) ? { kind: "registrar", ianaId: Number(text) } : undefined;

function parseObject(text: string, registrable: (name: string) => string): Subject | undefined {
  if (/^asn? ?\d/i.test(text)) {
    const number = parseAutnum(text);
    if (number !== undefined) return { kind: "autnum", number };
  }
  const network = parseNetwork(text);
  if (network !== undefined) return { kind: "network", network };
  const host = hostOf(text);
  // The host of a URL may be an address too, and then it is in brackets if it has colons.
  const address = host === text ? undefined : parseNetwork(host.replace(/^\[(.*)\]$/, "$1"));
  if (address !== undefined) return { kind: "network", network: address };
  return parseHandle(text) ?? parseName(host, registrable);
}

function parseName(host: string, registrable: (name: string) => string): Subject | undefined {
  // `.com` is what people call it; with more dots a first one is a mistake.
  const whole = parseDomainName(/^\.[^.]+$/.test(host) ? host.slice(1) : host);
  // `AS4294967296` is a number too large, not a top-level domain.
  if (whole === undefined || /^asn?\d+$/.test(whole.name)) return undefined;
  const name = registrable(whole.name);
  if (name === whole.name) return { kind: "domain", ...whole };
  const shorter = parseDomainName(name);
  return shorter && { kind: "domain", ...shorter };
}

/** `ABC123-ARIN`, `ORG-EXAMPLE1-RIPE`, `NET-192-0-2-0-1`: a hyphen and no dot. No top-level domain but an A-label has one. */
function parseHandle(text: string): Subject | undefined {
  if (text.length > MAX_HANDLE || /^xn--/i.test(text)) return undefined;
  const isHandle = /^[a-z\d][\w:-]*[a-z\d]$/i.test(text) && text.includes("-");
  return isHandle || isJpnicHandle(text)
    ? { kind: "entity", handle: text.toUpperCase() }
    : undefined;
}

/** Characters; real handles have up to thirty. */
const MAX_HANDLE = 80;

/** `AS64500`, `as 64500`, `ASN64500`, and the dotted form of RFC 5396, `AS1.10`. */
function parseAutnum(text: string): number | undefined {
  const match = /^asn? ?(\d{1,10})(?:\.(\d{1,5}))?$/i.exec(text);
  if (match === null) return undefined;
  const [high, low] = [Number(match[1]), match[2] === undefined ? undefined : Number(match[2])];
  if (low === undefined) return high <= MAX_AUTNUM ? high : undefined;
  return high <= 0xffff && low <= 0xffff ? high * 0x1_0000 + low : undefined;
}

/** The host of a URL, with or without its scheme; any other text as it is. */
function hostOf(text: string): string {
  const withoutScheme = text.replace(/^[a-z][a-z0-9+.-]{0,20}:\/\//i, "");
  // Without a scheme only a name may have a path: `192.0.2.0/33` is a mistyped network.
  const isUrl = withoutScheme !== text || /^[^/\s]+\.[^/\s]*[^/\s\d.](?:\/|:\d{1,5}$)/.test(text);
  if (!isUrl) return text;
  const authority = withoutScheme.split(/[/?#]/, 1)[0] ?? "";
  return authority.replace(/^[^@]*@/, "").replace(/:\d{0,5}$/, "");
}
