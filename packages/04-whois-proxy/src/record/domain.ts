/** A domain in RDAP (RFC 9083, section 5.3) as a record. */

import type { DomainRecord } from "../model/record.ts";
import { baseOf, commonActions } from "./base.ts";
import { dnssecOf } from "./dnssec.ts";
import { byRole, type Entity, entitiesOf } from "./entities.ts";
import { type Events, eventsOf } from "./events.ts";
import { type JsonObject, known, textsOf } from "./json.ts";
import { limits } from "./limits.ts";
import { nameOf, nameserversOf } from "./nameservers.ts";
import { registrarOf } from "./registrar.ts";
import { eppStatus } from "./status.ts";
import { textOf } from "./text.ts";

const ACTIONS = [...commonActions, "expiration", "registrar expiration", "transfer"];

/** Undefined when the object does not name a domain. */
export function domainFromRdap(json: JsonObject): DomainRecord | undefined {
  const name = nameOf(json["ldhName"]) ?? nameOf(json["unicodeName"]);
  if (name === undefined) return undefined;
  const entities = entitiesOf(json["entities"]);
  const events = eventsOf(json["events"]);
  const unicodeName = textOf(json["unicodeName"])?.toLowerCase().replace(/\.$/, "");
  return {
    kind: "domain",
    name,
    ...known({ unicodeName: unicodeName === name ? undefined : unicodeName }),
    ...baseOf(json, events, entities, ACTIONS),
    ...known({
      ...peopleOf(json, name, entities),
      expires: events.get("expiration"),
      registrarExpires: events.get("registrar expiration") ?? registrarExpiration(events, entities),
      transferred: events.get("transfer"),
      statuses: textsOf(json["status"], limits.statuses).map(eppStatus),
      // The second spellings are those of servers that got it wrong.
      nameservers: nameserversOf(json["nameservers"] ?? json["nameServers"]),
      dnssec: dnssecOf(json["secureDNS"] ?? json["secureDns"]),
    }),
  };
}

/** The registrar and the reseller, who have members of their own, and everybody else by role. */
function peopleOf(
  json: JsonObject,
  name: string,
  entities: readonly Entity[],
): Pick<DomainRecord, "registrar" | "reseller" | "contacts"> {
  const { reseller: [reseller, ...resellers] = [], ...people } = byRole(entities);
  const entity = entities.find(isRegistrar);
  if (entity === undefined)
    return { ...known({ reseller }), contacts: known({ ...people, reseller: resellers }) };
  const {
    registrar: [, ...registrars] = [],
    abuse: [abuse, ...moreAbuse] = [],
    ...others
  } = people;
  const registrar = registrarOf(entity, {
    port43: textOf(json["port43"])?.toLowerCase(),
    icann: isIcann(json, name),
  });
  // A domain's abuse contact is its registrar's; some registrars write it beside themselves.
  const adopted = registrar.abuse === undefined;
  const left = adopted ? moreAbuse : (people["abuse"] ?? []);
  return known({
    registrar: adopted ? { ...registrar, ...known({ abuse }) } : registrar,
    reseller,
    contacts: known({ ...others, abuse: left, registrar: registrars, reseller: resellers }),
  });
}

const isRegistrar = ({ roles }: Entity): boolean => roles.includes("registrar");

/** Some tell the date as an event of the registrar; beside an expiration of the domain it is stale. */
const registrarExpiration = (events: Events, entities: readonly Entity[]): string | undefined =>
  events.has("expiration")
    ? undefined
    : eventsOf(entities.find(isRegistrar)?.json["events"]).get("registrar expiration");

/** Whether ICANN's rules hold: for all zones but the two-letter ones, unless these say so themselves. */
const isIcann = (json: JsonObject, name: string): boolean =>
  name.split(".").at(-1)?.length !== 2 ||
  textsOf(json["rdapConformance"], limits.keys).some((word) => word.startsWith("icann_rdap"));
