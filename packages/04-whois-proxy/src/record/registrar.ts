/** The registrar of a domain, out of the entity with that role. */

import type { Registrar } from "../model/record.ts";
import type { Entity } from "./entities.ts";
import { type JsonObject, known, objectsOf } from "./json.ts";
import { limits } from "./limits.ts";
import { linksOf } from "./links.ts";
import { idOf, textOf } from "./text.ts";

/** What of the domain decides how its registrar is read. */
export interface RegistrarContext {
  /** The registry's own port-43 host, which some registries repeat in the registrar's entity. */
  readonly port43: string | undefined;
  /** Whether the zone is under ICANN's contract: there a registrar's handle is its IANA id. */
  readonly icann: boolean;
}

/** Reads a registrar: name, IANA id, web site, WHOIS server, abuse contact. */
export function registrarOf({ contact, json }: Entity, context: RegistrarContext): Registrar {
  const { name, organization, contacts = {}, ...rest } = contact;
  const { abuse: [abuse, ...moreAbuse] = [], ...others } = contacts;
  return known({
    name: name ?? organization,
    organization: name === undefined ? undefined : organization,
    ianaId: ianaIdOf(json, context.icann),
    ...rest,
    url: siteOf(json) ?? contact.url,
    whois: whoisOf(json, context.port43),
    abuse,
    contacts: known({ ...others, abuse: moreAbuse }),
  });
}

/** Whether a public identifier of this type is the id that IANA gives registrars. */
export const isIanaId = (type: string): boolean => /^iana registrar id$/i.test(type);

function ianaIdOf(json: JsonObject, icann: boolean): string | undefined {
  const ids = objectsOf(json["publicIds"], limits.keys);
  const id = ids.find(({ type }) => isIanaId(textOf(type) ?? ""));
  const handle = idOf(json["handle"]) ?? "";
  return idOf(id?.["identifier"]) ?? (icann && /^\d{1,5}$/.test(handle) ? handle : undefined);
}

/** ICANN's profile of 2024 has the site as a link with rel `about`; one old server tells by title. */
const siteOf = (json: JsonObject): string | undefined =>
  linksOf(json["links"]).find(({ rel, title }) => rel === "about" || /^registrar url$/i.test(title))
    ?.href;

function whoisOf(json: JsonObject, registry: string | undefined): string | undefined {
  const host = textOf(json["port43"])?.toLowerCase();
  return host === registry ? undefined : host;
}
