/**
 * The query line: `[options] subject` in, what is asked and how out. Pure; never throws.
 *
 * @example
 * parseQuery("--raw Example.COM", (name) => name); // { kind: "lookup", subject: { kind: "domain", … }, … }
 */

import { parseNetwork } from "../model/ip.ts";
import type { Subject } from "../model/subject.ts";
import { parseDomainName } from "./domain-name.ts";

/** How to answer, apart from what is asked. */
export interface QueryOptions {
  /** `text` for people and parsers of WHOIS, `raw` for the upstream's own words, `explain` for the plan. */
  readonly format: "text" | "raw" | "explain";
  /** Ask by this protocol only. */
  readonly via?: "rdap" | "whois";
  /** Whether a registry's pointer to the registrar is followed. */
  readonly referral: boolean;
  /** Go around the cache. */
  readonly fresh: boolean;
  /** Options we do not know: handed to the WHOIS server in charge, in order. */
  readonly passThrough: readonly string[];
}

/** A line that was understood, or the reason why it was not. */
export type ParsedQuery =
  | { readonly kind: "lookup"; readonly subject: Subject; readonly options: QueryOptions }
  | { readonly kind: "help" }
  | { readonly kind: "bad"; readonly reason: string };

const bad = (reason: string): ParsedQuery => ({ kind: "bad", reason });

/** Largest AS number (RFC 6793). */
const MAX_AUTNUM = 2 ** 32 - 1;

/** Reads one query line; `registrable` reduces a host name to the name that its registry knows. */
export function parseQuery(line: string, registrable: (name: string) => string): ParsedQuery {
  const words = line.split(/[\s\0]+/).filter((word) => word !== "");
  const firstSubject = words.findIndex((word) => !word.startsWith("-"));
  const split = firstSubject === -1 ? words.length : firstSubject;
  const options = parseOptions(words.slice(0, split));
  if (typeof options === "string") return bad(options);
  const rest = words.slice(split);
  // The value of an option that is not ours, as in RIPE's `-T inetnum 192.0.2.1`.
  const values = options.passThrough.length > 0 ? rest.splice(0, rest.length - 1) : [];
  const strange = values.find((value) => !/^[\w,.:-]+$/.test(value));
  if (strange !== undefined) return bad(`${quote(strange)} is not the value of an option`);
  const text = rest.join(" ");
  if (text === "") return bad("the query is empty");
  if (text.toLowerCase() === "help") return { kind: "help" };
  const subject = parseSubject(text, registrable);
  if (subject !== undefined) {
    const passThrough = [...options.passThrough, ...values];
    return { kind: "lookup", subject, options: { ...options, passThrough } };
  }
  return bad(`${quote(text)} is not a domain name, an IP address, a network or an AS number`);
}

/** The options, or why they cannot be taken. */
function parseOptions(words: readonly string[]): QueryOptions | string {
  const passThrough: string[] = [];
  const options: Writable<QueryOptions> = {
    format: "text",
    referral: true,
    fresh: false,
    passThrough,
  };
  for (const word of words) {
    const known = KNOWN_OPTIONS.get(word);
    if (known !== undefined) Object.assign(options, known);
    else if (word.startsWith("--via="))
      return `--via is rdap or whois, not ${quote(word.slice(6))}`;
    else if (LATER_OPTIONS.has(word)) return `the option ${word} is not served by this version`;
    else if (/^-[\w=,.:-]*$/.test(word)) passThrough.push(word);
    else return `${quote(word)} is not an option`;
  }
  return options;
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

const KNOWN_OPTIONS = new Map<string, Partial<QueryOptions>>([
  ["--raw", { format: "raw" }],
  ["--explain", { format: "explain" }],
  ["--via=rdap", { via: "rdap" }],
  ["--via=whois", { via: "whois" }],
  ["--no-referral", { referral: false }],
  ["--fresh", { fresh: true }],
]);

/** Promised, and ours: not to be handed to a WHOIS server, where they mean something else. */
const LATER_OPTIONS = new Set(["--json", "-k", "-V"]);

function parseSubject(text: string, registrable: (name: string) => string): Subject | undefined {
  if (/^as ?\d/i.test(text)) {
    const number = parseAutnum(text);
    if (number !== undefined) return { kind: "autnum", number };
  }
  const network = parseNetwork(text);
  if (network !== undefined) return { kind: "network", network };
  const host = hostOf(text);
  // The host of a URL may be an address too, and then it is in brackets if it has colons.
  const address = host === text ? undefined : parseNetwork(host.replace(/^\[(.*)\]$/, "$1"));
  if (address !== undefined) return { kind: "network", network: address };
  const whole = parseDomainName(host);
  // `AS4294967296` is a number too large, not a top-level domain.
  if (whole === undefined || /^as\d+$/.test(whole.name)) return undefined;
  const name = registrable(whole.name);
  if (name === whole.name) return { kind: "domain", ...whole };
  const shorter = parseDomainName(name);
  return shorter && { kind: "domain", ...shorter };
}

/** `AS64500`, `as 64500`, and the dotted form of RFC 5396, `AS1.10`. */
function parseAutnum(text: string): number | undefined {
  const match = /^as ?(\d{1,10})(?:\.(\d{1,5}))?$/i.exec(text);
  if (match === null) return undefined;
  const [high, low] = [Number(match[1]), match[2] === undefined ? undefined : Number(match[2])];
  if (low === undefined) return high <= MAX_AUTNUM ? high : undefined;
  return high <= 0xffff && low <= 0xffff ? high * 0x1_0000 + low : undefined;
}

/** The host of a URL, with or without its scheme; any other text as it is. */
function hostOf(text: string): string {
  const withoutScheme = text.replace(/^[a-z][a-z0-9+.-]{0,20}:\/\//i, "");
  // Without a scheme only a name may have a path: `192.0.2.0/33` is a mistyped network.
  const isUrl = withoutScheme !== text || /^[^/\s]+\.[^/\s]*[^/\s\d.]\//.test(text);
  if (!isUrl) return text;
  const authority = withoutScheme.split(/[/?#]/, 1)[0] ?? "";
  return authority.replace(/^[^@]*@/, "").replace(/:\d{0,5}$/, "");
}

/** A client's words inside one of our lines: printable, and never long. */
function quote(text: string): string {
  const shown = text.length > 80 ? `${text.slice(0, 80)}…` : text;
  return JSON.stringify(shown.replace(/\p{C}/gu, "?"));
}
