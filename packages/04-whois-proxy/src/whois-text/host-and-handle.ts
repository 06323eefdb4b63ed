/** Name servers and people as objects of their own. */
import type { EntityRecord, NameserverRecord } from "../model/record.ts";
import type { EntitySubject, NameserverSubject } from "../model/subject.ts";
import { known, without } from "../record/json.ts";
import { nameserverIn } from "./nameserver.ts";
import { handleOf, isPerson, type TextObject, valueOf, valuesOf } from "./objects.ts";
import { contactOfObject } from "./people.ts";

/** A host object: `Server Name:` at Verisign, `nserver:` or `host:` elsewhere. */
export function nameserverFrom(
  objects: readonly TextObject[],
  { name, unicode }: NameserverSubject,
): NameserverRecord | undefined {
  for (const object of objects) {
    const server = nameserverIn(
      valueOf(object, "server name", "nserver", "host", "host name") ?? "",
    );
    if (server?.name !== name) continue;
    const addresses = [
      ...(server.addresses ?? []),
      ...["ip address", "address", "ip addresses"].flatMap((label) => valuesOf(object, label)),
    ].flatMap((text) => nameserverIn(`${name} ${text}`)?.addresses ?? []);
    const registrar = known({
      name: valueOf(object, "registrar"),
      whois: valueOf(object, "registrar whois server", "whois server")?.toLowerCase(),
      url: valueOf(object, "registrar url", "referral url"),
    });
    return {
      kind: "nameserver",
      name,
      ...known({
        unicodeName: unicode === name ? undefined : unicode,
        addresses: [...new Set(addresses)],
        registrar,
      }),
    };
  }
  return undefined;
}

/** The person, role or organisation with this handle. */
export function entityFrom(
  objects: readonly TextObject[],
  { handle }: EntitySubject,
): EntityRecord | undefined {
  const object = objects.find(
    (candidate) => isPerson(candidate) && handleOf(candidate)?.toUpperCase() === handle,
  );
  if (object === undefined) return undefined;
  const { contact, redacted } = contactOfObject("registrant", object);
  return { ...without(contact, "contacts", "kind"), ...known({ redacted }), kind: "entity" };
}
