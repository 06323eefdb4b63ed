/**
 * The query line: `[options] subject` in, what is asked and how out. Pure; never throws.
 *
 * @example
 * parseQuery("--raw Example.COM", (name) => name); // { kind: "lookup", subject: { kind: "domain", … }, … }
 */

import type { Subject } from "../model/subject.ts";
import { parseSubject } from "./parse-subject.ts";

/** How to answer, apart from what is asked. */
export interface QueryOptions {
  /**
   * `text` for people and parsers of WHOIS, `json` for programs, `raw` for the upstream's own words,
   * `explain` for the plan.
   */
  readonly format: "text" | "json" | "raw" | "explain";
  /** Ask by this protocol only. */
  readonly via?: "rdap" | "whois";
  /** Whether a registry's pointer to the registrar is followed. */
  readonly referral: boolean;
  /** Go around the cache. */
  readonly fresh: boolean;
  /** Options we do not know: handed to the WHOIS server in charge, in order. */
  readonly passThrough: readonly string[];
}

/** What every line has, understood or not. */
interface Asked {
  /** What is asked about, as the client wrote it: without options. */
  readonly asked: string;
  readonly options: QueryOptions;
}

/** A line that was understood, or the reason why it was not. */
export type ParsedQuery = Asked &
  (
    | { readonly kind: "lookup"; readonly subject: Subject }
    | { readonly kind: "help" }
    | { readonly kind: "bad"; readonly reason: string }
  );

/** How a query without options is answered. */
export const plainOptions: QueryOptions = {
  format: "text",
  referral: true,
  fresh: false,
  passThrough: [],
};

/** Reads one query line; `registrable` reduces a host name to the name that its registry knows. */
export function parseQuery(line: string, registrable: (name: string) => string): ParsedQuery {
  const words = line.split(/[\s\0]+/).filter((word) => word !== "");
  const firstSubject = words.findIndex((word) => !word.startsWith("-"));
  const split = firstSubject === -1 ? words.length : firstSubject;
  const rest = words.slice(split);
  // Most lines have no options, and share these.
  if (split === 0) return parseRest(rest, plainOptions, registrable);
  const { options, fault } = parseOptions(words.slice(0, split));
  if (fault !== undefined) return bad(fault, rest.join(" "), options);
  if (options.passThrough.length === 0) return parseRest(rest, options, registrable);
  // The value of an option that is not ours, as in RIPE's `-T inetnum 192.0.2.1`.
  const values = rest.splice(0, rest.length - 1);
  const strange = values.find((value) => !/^[\w,.:-]+$/.test(value));
  if (strange !== undefined)
    return bad(`${quote(strange)} is not the value of an option`, rest.join(" "), options);
  const passThrough = [...options.passThrough, ...values];
  return parseRest(rest, { ...options, passThrough }, registrable);
}

/** What is behind the options. */
function parseRest(
  words: readonly string[],
  options: QueryOptions,
  registrable: (name: string) => string,
): ParsedQuery {
  const asked = words.join(" ");
  if (asked === "") return bad("the query is empty", asked, options);
  if (asked.toLowerCase() === "help") return { kind: "help", asked, options };
  const subject = parseSubject(asked, registrable);
  if (subject !== undefined) return { kind: "lookup", subject, asked, options };
  const reason = `${quote(asked)} is not a domain name, an IP address, a network, an AS number or a handle`;
  return bad(reason, asked, options);
}

const bad = (reason: string, asked: string, options: QueryOptions): ParsedQuery => ({
  kind: "bad",
  reason,
  asked,
  options,
});

/** The options, and why the first of those that cannot be taken cannot: who asked for JSON hears that in JSON. */
function parseOptions(words: readonly string[]): {
  readonly options: QueryOptions;
  readonly fault?: string;
} {
  const passThrough: string[] = [];
  const options: Writable<QueryOptions> = { ...plainOptions, passThrough };
  let fault: string | undefined;
  for (const word of words) {
    const known = KNOWN_OPTIONS.get(word);
    if (known !== undefined) Object.assign(options, known);
    else if (isOfOthers(word)) passThrough.push(word);
    else fault ??= faultOf(word);
  }
  // Who asks for the plan wants nobody asked, whatever else they say.
  if (words.includes("--explain")) options.format = "explain";
  return fault === undefined ? { options } : { options, fault };
}

const isOfOthers = (word: string): boolean =>
  /^-[\w=,.:-]*$/.test(word) && !word.startsWith("--via=") && !LATER_OPTIONS.has(word);

function faultOf(word: string): string {
  if (word.startsWith("--via=")) return `--via is rdap or whois, not ${quote(word.slice(6))}`;
  if (LATER_OPTIONS.has(word)) return `the option ${word} is not served by this version`;
  return `${quote(word)} is not an option`;
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

const KNOWN_OPTIONS = new Map<string, Partial<QueryOptions>>([
  ["--json", { format: "json" }],
  ["--raw", { format: "raw" }],
  ["--explain", { format: "explain" }],
  ["--via=rdap", { via: "rdap" }],
  ["--via=whois", { via: "whois" }],
  ["--no-referral", { referral: false }],
  ["--fresh", { fresh: true }],
]);

/** Promised, and ours: not to be handed to a WHOIS server, where they mean something else. */
const LATER_OPTIONS = new Set(["-k", "-V"]);

/** A client's words inside one of our lines: printable, and never long. */
function quote(text: string): string {
  const shown = text.length > 80 ? `${text.slice(0, 80)}…` : text;
  return JSON.stringify(shown.replace(/\p{C}/gu, "?"));
}
