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

/** A line that was understood, or the reason why it was not. */
export type ParsedQuery =
  | { readonly kind: "lookup"; readonly subject: Subject; readonly options: QueryOptions }
  | { readonly kind: "help" }
  | { readonly kind: "bad"; readonly reason: string };

const bad = (reason: string): ParsedQuery => ({ kind: "bad", reason });

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
  return bad(
    `${quote(text)} is not a domain name, an IP address, a network, an AS number or a handle`,
  );
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
