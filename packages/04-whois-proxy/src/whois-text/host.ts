/** A name server as an object of its own. */
import type { NameserverRecord } from "../model/record.ts";
import type { NameserverSubject } from "../model/subject.ts";
import { known } from "../record/json.ts";
import { limits } from "../record/limits.ts";
import { contactOf } from "./contact.ts";
import { factsOf } from "./facts.ts";
import { addressesIn, nameserverIn } from "./nameserver.ts";
import { type TextObject, valueOf, valuesOf } from "./objects.ts";
import { registrarOf } from "./registrar.ts";
import { roleValueOf } from "./roles.ts";

const NAMES = ["server name", "nserver", "host", "host name", "hostname", "name server"];
const ADDRESSES = ["ip address", "ip addresses", "address"];

/** The host object with this name: `Server Name:` at Verisign, `nserver:` or `host:` elsewhere. */
export function nameserverFrom(
  objects: readonly TextObject[],
  { name, unicode }: NameserverSubject,
): NameserverRecord | undefined {
  for (const object of objects) {
    const server = nameserverIn(valueOf(object, ...NAMES) ?? "");
    if (server?.name !== name) continue;
    const addresses = [
      ...(server.addresses ?? []),
      ...valuesOf(object, ...ADDRESSES)
        .slice(0, limits.addresses)
        .flatMap(addressesIn),
    ];
    return {
      kind: "nameserver",
      name,
      ...known({
        unicodeName: unicode === name ? undefined : unicode,
        addresses: [...new Set(addresses)].slice(0, limits.addresses),
        registrar: registrarIn(object),
      }),
    };
  }
  return undefined;
}

function registrarIn({ fields }: TextObject) {
  const values = fields
    .flatMap((field) => roleValueOf(field) ?? [])
    .filter(({ role }) => role === "registrar");
  return registrarOf(factsOf(fields), contactOf("registrar", values).contact, undefined);
}
