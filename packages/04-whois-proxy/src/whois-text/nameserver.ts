/** Name servers as registries write them: with addresses, in brackets, as zone file lines. */
import { isIP } from "node:net";
import type { Nameserver } from "../model/record.ts";
import { limits } from "../record/limits.ts";
import { nameOf } from "../record/nameservers.ts";
import { type Field, LINE } from "./field.ts";
import { domainWord } from "./vocabulary.ts";

/** Characters of a value that names one. */
const LONGEST = 2000;

const wordsIn = (value: string): readonly string[] =>
  value
    .slice(0, LONGEST)
    .split(/[\s,;()[\]]+/)
    .filter((word) => word !== "");

/** The addresses in a value, without the prefix lengths that some have behind them. */
export const addressesIn = (value: string): readonly string[] =>
  wordsIn(value)
    .map((word) => word.replace(/\/\d{1,3}$/, ""))
    .filter((word) => isIP(word) !== 0)
    .slice(0, limits.addresses);

/**
 * The name server in a value; undefined when no host name is in it.
 *
 * @example
 * nameserverIn("ns1.example.fr [192.0.2.1 2001:db8::1]");
 * // { name: "ns1.example.fr", addresses: ["192.0.2.1", "2001:db8::1"] }
 */
export function nameserverIn(value: string): Nameserver | undefined {
  const words = wordsIn(value);
  // `example.pt NS ns1.example.net.`
  const after = words.findIndex((word) => word.toUpperCase() === "NS") + 1;
  // The name stands first, behind a bullet at most; a host further behind is part of a sentence.
  const name = nameOf(words.slice(after, after + 2).find(isHost));
  if (name === undefined) return undefined;
  const addresses = addressesIn(value);
  return addresses.length === 0 ? { name } : { name, addresses };
}

/** At least two labels; the last is no number. */
const HOST =
  /^[\p{L}\p{M}\p{N}_-]{1,63}(?:\.[\p{L}\p{M}\p{N}_-]{1,63})*\.(?!\d+\.?$)[\p{L}\p{M}\p{N}-]{1,63}\.?$/u;

/** Of a name in text, with the final dot. */
const LONGEST_NAME = 256;

const isHost = (word: string): boolean =>
  word.length <= LONGEST_NAME && isIP(word) === 0 && HOST.test(word);

/**
 * The name servers of a domain, each once, with all the addresses that the reply says of it. An
 * address with a label of its own belongs to the server before it.
 */
export function nameserversIn(fields: readonly Field[], domain: string): readonly Nameserver[] {
  const byName = new Map<string, Set<string>>();
  let last = new Set<string>();
  for (const { value, address } of valuesIn(fields)) {
    const server = address ? undefined : nameserverIn(value);
    // .dk has a line `DNS:` with the domain itself in U-labels.
    if (!address && (server === undefined || (server.name === domain && !server.addresses))) {
      last = new Set();
      continue;
    }
    if (server !== undefined) {
      last = byName.get(server.name) ?? new Set();
      byName.set(server.name, last);
    }
    for (const text of address ? addressesIn(value) : (server?.addresses ?? []))
      if (last.size < limits.addresses) last.add(text);
  }
  return Array.from(byName, ([name, addresses]) =>
    addresses.size === 0 ? { name } : { name, addresses: [...addresses] },
  ).slice(0, limits.nameservers);
}

interface NameserverValue {
  readonly value: string;
  /** Whether it is an address, not a name. */
  readonly address: boolean;
}

/** Names and addresses; a reply has at most a few of each for one server. */
const MAX_VALUES = limits.nameservers * 3;

const valuesIn = (fields: readonly Field[]): readonly NameserverValue[] =>
  fields
    .flatMap(({ label, value, section }) => {
      const word = domainWord(label.replace(/ \d{1,2}$/, ""));
      const isName = section === "nameservers" && (label === LINE || label === "name");
      if (word === "nameserver" || isName) return { value, address: false };
      return word === "nameserverAddress" ? { value, address: true } : [];
    })
    .slice(0, MAX_VALUES);
