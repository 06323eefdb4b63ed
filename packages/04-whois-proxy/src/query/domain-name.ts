/**
 * A domain name as a person types it, made canonical by IDNA (UTS 46): lower-case A-label, no final dot.
 *
 * @example
 * parseDomainName("Bücher.Example."); // { name: "xn--bcher-kva.example", unicode: "bücher.example" }
 */

import { toASCII, toUnicode } from "tr46";

/** The two spellings of one name. */
export interface DomainName {
  readonly name: string;
  readonly unicode: string;
}

const rules = {
  checkBidi: true,
  // Positions 3 and 4 may hold hyphens in registered names (`r3--sn.example`); ends may not, see below.
  checkHyphens: false,
  checkJoiners: true,
  ignoreInvalidPunycode: false,
  transitionalProcessing: false,
  useSTD3ASCIIRules: true,
};

/** A name to which UTS 46 does nothing but fold case: LDH labels of 1 to 63 characters, none an A-label. */
const PLAIN = /^(?!.*xn--)[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})*$/;

/** Returns undefined for what is no host name: `a_b`, `-a`, `1.2.3`, an empty label, over 253 bytes. */
export function parseDomainName(text: string): DomainName | undefined {
  const typed = text.replace(/[.。．｡]$/u, "");
  const lower = typed.toLowerCase();
  // Nearly every query is plain, and UTS 46 takes longer than all the rest of a cached answer.
  const isPlain = PLAIN.test(lower) && lower.length <= MAX_LENGTH;
  const name = isPlain ? lower : toASCII(typed, { ...rules, verifyDNSLength: true });
  if (name === null || !isHostName(name)) return undefined;
  if (isPlain) return { name, unicode: name };
  const { domain, error } = toUnicode(name, rules);
  return error ? undefined : { name, unicode: domain };
}

/** Longest name without its final dot (RFC 1035, section 2.3.4). */
const MAX_LENGTH = 253;

/** No hyphen at either end of a label; no number as top-level domain (RFC 3696, section 2): `1.2.3` is a mistyped address. */
const isHostName = (name: string): boolean => !/(?:^|\.)-|-(?:\.|$)|(?:^|\.)\d+$/.test(name);
