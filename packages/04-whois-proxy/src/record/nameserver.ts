/** A name server as an object of its own in RDAP (RFC 9083, section 5.2) as a record. */

import type { NameserverRecord } from "../model/record.ts";
import { baseOf } from "./base.ts";
import { entitiesOf } from "./entities.ts";
import { eventsOf } from "./events.ts";
import { type JsonObject, known, textsOf } from "./json.ts";
import { limits } from "./limits.ts";
import { addressesOf, nameOf, unicodeNameOf } from "./nameservers.ts";
import { peopleOf } from "./people.ts";
import { eppStatus } from "./status.ts";

/** Undefined when the object does not name a host. */
export function nameserverFromRdap(json: JsonObject): NameserverRecord | undefined {
  const name = nameOf(json["ldhName"]) ?? nameOf(json["unicodeName"]);
  if (name === undefined) return undefined;
  const entities = entitiesOf(json["entities"]);
  return {
    kind: "nameserver",
    name,
    ...known({ unicodeName: unicodeNameOf(json, name) }),
    ...baseOf(json, eventsOf(json["events"]), entities),
    ...known({
      ...peopleOf(json, name, entities),
      statuses: textsOf(json["status"], limits.statuses).map(eppStatus),
      addresses: addressesOf(json["ipAddresses"]),
    }),
  };
}
