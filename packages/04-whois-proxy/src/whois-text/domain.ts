/** A domain out of a WHOIS reply. */
import type { Contact, DomainRecord } from "../model/record.ts";
import type { DomainSubject } from "../model/subject.ts";
import { known, without } from "../record/json.ts";
import { distinctRedactions } from "../record/redaction.ts";
import { fieldsAbout } from "./about-domain.ts";
import { dnssecIn } from "./dnssec.ts";
import { datesOf } from "./domain-dates.ts";
import { domainPeople } from "./domain-people.ts";
import { factsOf } from "./facts.ts";
import type { Field } from "./field.ts";
import { hostIn } from "./host-name.ts";
import { nameserversIn } from "./nameserver.ts";
import { isPerson, objectsIn, type TextObject } from "./objects.ts";
import { byRole } from "./roled-contact.ts";
import { registrarOf } from "./registrar.ts";
import { saysReserved } from "./reserved.ts";
import { distinctStatuses } from "./status.ts";
import { isWithheld } from "./withheld.ts";

/**
 * Reads a reply as the record of a domain; undefined when it tells nothing about it. A sentence that
 * the name is reserved is a record, too.
 */
export function domainFrom(
  fields: readonly Field[],
  text: string,
  { name, unicode }: DomainSubject,
): DomainRecord | undefined {
  const about = fieldsAbout(fields, name)?.filter(({ section }) => section !== "other");
  if (about === undefined) return undefined;
  const record = membersOf(about, name);
  const isFound = Object.keys(record).some((member) => !TELLS_NOTHING.has(member));
  if (!isFound && !saysReserved(text)) return undefined;
  return {
    kind: "domain",
    name,
    ...known({ unicodeName: unicode === name ? undefined : unicode }),
    ...record,
    ...(!isFound && { statuses: ["reserved"] }),
  };
}

/** Members that a reply can have without telling anything about the domain. */
const TELLS_NOTHING: ReadonlySet<string> = new Set(["databaseUpdated", "redacted", "port43"]);

function membersOf(about: readonly Field[], name: string) {
  const objects = objectsIn(about);
  const own = objects.filter((object) => !isPerson(object) && !isAnothers(object));
  const ownFields = own.flatMap((object) => object.fields);
  const technical = objects.filter((object) => !isPerson(object)).flatMap(({ fields }) => fields);
  const facts = factsOf(ownFields);
  const people = domainPeople(ownFields, objects);
  const [handle] = facts("handle");
  const isHidden = handle !== undefined && isWithheld(handle);
  const contacts = byRole(people);
  const first = (role: string): Contact | undefined => contacts[role]?.[0];
  const reseller = facts("reseller")[0];
  return known({
    handle: isHidden ? undefined : handle,
    port43: facts("whois")
      .map(hostIn)
      .find((host) => host !== undefined),
    statuses: distinctStatuses(facts("status")),
    ...datesOf(ownFields),
    registrar: registrarOf(facts, first("registrar"), first("abuse")),
    reseller: first("reseller") ?? (reseller === undefined ? undefined : { name: reseller }),
    nameservers: nameserversIn(technical, name),
    dnssec: dnssecIn(technical),
    contacts: without(contacts, "registrar", "reseller", "abuse"),
    redacted: distinctRedactions([
      ...(isHidden ? [{ name: "Registry Domain ID" }] : []),
      ...people.flatMap(({ redacted }) => redacted),
    ]),
  });
}

/** Objects that a domain refers to and that have dates of their own. */
const OTHERS: ReadonlySet<string> = new Set(["nsset", "keyset", "ns list", "nserver"]);

const isAnothers = ({ class: type, fields }: TextObject): boolean =>
  OTHERS.has(type) && fields[0]?.section === undefined;
