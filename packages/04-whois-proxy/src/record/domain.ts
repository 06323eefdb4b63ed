/** A domain in RDAP (RFC 9083, section 5.3) as a record. */

import type { DomainRecord } from "../model/record.ts";
import { baseOf, commonActions } from "./base.ts";
import { dnssecOf } from "./dnssec.ts";
import { type Entity, entitiesOf } from "./entities.ts";
import { type Events, eventsOf } from "./events.ts";
import { type JsonObject, known, textsOf } from "./json.ts";
import { limits } from "./limits.ts";
import { nameOf, nameserversOf, unicodeNameOf } from "./nameservers.ts";
import { isRegistrar, peopleOf } from "./people.ts";
import { eppStatus } from "./status.ts";

const ACTIONS = [...commonActions, "expiration", "registrar expiration", "transfer"];

/** Undefined when the object does not name a domain. */
export function domainFromRdap(json: JsonObject): DomainRecord | undefined {
  const name = nameOf(json["ldhName"]) ?? nameOf(json["unicodeName"]);
  if (name === undefined) return undefined;
  const entities = entitiesOf(json["entities"]);
  const events = eventsOf(json["events"]);
  return {
    kind: "domain",
    name,
    ...known({ unicodeName: unicodeNameOf(json, name) }),
    ...baseOf(json, events, entities, ACTIONS),
    ...known({
      ...membersOf(json, name, entities),
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

/** The reseller has a member of its own, too. */
function membersOf(
  json: JsonObject,
  name: string,
  entities: readonly Entity[],
): Pick<DomainRecord, "registrar" | "reseller" | "contacts"> {
  const { registrar, contacts = {} } = peopleOf(json, name, entities);
  const { reseller: [reseller, ...resellers] = [], ...others } = contacts;
  return known({ registrar, reseller, contacts: known({ ...others, reseller: resellers }) });
}

/** Some tell the date as an event of the registrar; beside an expiration of the domain it is stale. */
const registrarExpiration = (events: Events, entities: readonly Entity[]): string | undefined =>
  events.has("expiration")
    ? undefined
    : eventsOf(entities.find(isRegistrar)?.json["events"]).get("registrar expiration");
