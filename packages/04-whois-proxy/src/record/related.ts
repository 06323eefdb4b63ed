/** The way from a registry's RDAP reply to the registrar's. */

import { objectOf } from "./json.ts";
import { linksOf } from "./links.ts";

/**
 * The URL of the same object at another RDAP server: the reply's own link with rel `related` and
 * type `application/rdap+json` (RFC 9083, section 4.2, and ICANN's profile for gTLDs). Registries
 * also relate to web pages, and registrars to themselves: those are no referrals.
 */
export function relatedRdapUrl(json: unknown): string | undefined {
  const links = linksOf(objectOf(json)["links"]);
  const own = new Set(
    links.filter(({ rel }) => rel === "self").map(({ href }) => href.toLowerCase()),
  );
  const related = links.find(
    ({ rel, type, href }) =>
      rel === "related" &&
      type === "application/rdap+json" &&
      /^https?:\/\//i.test(href) &&
      URL.canParse(href) &&
      !own.has(href.toLowerCase()),
  );
  return related === undefined ? undefined : new URL(related.href).href;
}
