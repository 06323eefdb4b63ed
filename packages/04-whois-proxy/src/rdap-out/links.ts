/** Links (RFC 9083, section 4.2): always with the context that they are in. */
import type { Hop } from "../answer/facts.ts";
import type { JsonObject } from "./json.ts";

/** RDAP's media type (RFC 7480, section 4.2). */
export const RDAP_TYPE = "application/rdap+json";

/** A link from `self`, where our own address is known, to a web address; none for what is none. */
export function webLinks(
  rel: string,
  text: string,
  self: string | undefined,
  type?: string,
): readonly JsonObject[] {
  const href = webAddress(text);
  return href === undefined ? [] : [{ value: self ?? href, rel, href, type }];
}

/** A web address as it was written, or a bare host and path with the scheme that is meant. */
export function webAddress(text: string): string | undefined {
  const address = /^[a-z\d-]+(?:\.[a-z\d-]+)+(?:\/\S*)?$/i.test(text) ? `http://${text}` : text;
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return undefined;
  return /^[\x21-\x7e]+$/.test(address) ? address : new URL(address).href;
}

/** Our own answer, and those of the RDAP servers that it is made of. */
export const answerLinks = (
  self: string | undefined,
  hops: readonly Hop[],
): readonly JsonObject[] => [
  ...(self === undefined ? [] : webLinks("self", self, self, RDAP_TYPE)),
  ...hops.flatMap(({ source, isPart }) =>
    isPart && source.startsWith("rdap ")
      ? webLinks("related", source.slice("rdap ".length), self, RDAP_TYPE)
      : [],
  ),
];
