/** Names in a reply: of the domain, of its nameservers. */

import { isIP } from "node:net";
import type { Nameserver } from "../model/record.ts";
import { parseDomainName } from "../query/domain-name.ts";
import { isObject, type JsonObject, known, listOf, objectOf, textsOf } from "./json.ts";
import { limits } from "./limits.ts";
import { textOf } from "./text.ts";

// Of a name on the wire (RFC 1035, section 2.3.4), and U-labels are shorter than their A-labels.
const LONGEST = 255;

/** A name as lower-case A-labels. One that IDNA has no form for (`_dmarc`) is kept in lower case. */
export function nameOf(value: unknown): string | undefined {
  const text = textOf(value)?.replace(/\.$/, "");
  if (text === undefined || text === "" || text.length > LONGEST) return undefined;
  return parseDomainName(text)?.name ?? text.toLowerCase();
}

/** The name of an object in U-labels, where it is another than the one in A-labels. */
export function unicodeNameOf(json: JsonObject, name: string): string | undefined {
  const unicode = textOf(json["unicodeName"])?.toLowerCase().replace(/\.$/, "");
  return unicode === name ? undefined : unicode;
}

/** Reads a `nameservers` member (RFC 9083, section 5.2); plain names in the list count too. */
export function nameserversOf(value: unknown): readonly Nameserver[] {
  const byName = new Map<string, Nameserver>();
  for (const item of listOf(value, limits.nameservers)) {
    const json = objectOf(item);
    const name = isObject(item)
      ? (nameOf(json["ldhName"]) ?? nameOf(json["unicodeName"]))
      : nameOf(item);
    if (name === undefined || byName.has(name)) continue;
    byName.set(name, { name, ...known({ addresses: addressesOf(json["ipAddresses"]) }) });
  }
  return [...byName.values()];
}

/** Reads an `ipAddresses` member; what is no address is skipped. */
export function addressesOf(value: unknown): readonly string[] {
  const { v4, v6 } = objectOf(value);
  return [...textsOf(v4, limits.addresses), ...textsOf(v6, limits.addresses)].filter(
    (text) => isIP(text) !== 0,
  );
}
