/** Who stands behind a name: its registrar, who has a member of their own, and everybody else by role. */

import type { Contacts, Registrar } from "../model/record.ts";
import { byRole, type Entity } from "./entities.ts";
import { type JsonObject, known, textsOf } from "./json.ts";
import { limits } from "./limits.ts";
import { registrarOf } from "./registrar.ts";
import { textOf } from "./text.ts";

interface People {
  readonly registrar?: Registrar;
  readonly contacts?: Contacts;
}

/** Parts the entities of a domain or of a name server. `name` decides whether ICANN's rules hold. */
export function peopleOf(json: JsonObject, name: string, entities: readonly Entity[]): People {
  const people = byRole(entities);
  const entity = entities.find(isRegistrar);
  if (entity === undefined) return known({ contacts: people });
  const {
    registrar: [, ...registrars] = [],
    abuse: [abuse, ...moreAbuse] = [],
    ...others
  } = people;
  const registrar = registrarOf(entity, {
    port43: textOf(json["port43"])?.toLowerCase(),
    icann: isIcann(json, name),
  });
  // A name's abuse contact is its registrar's; some registrars write it beside themselves.
  const adopted = registrar.abuse === undefined;
  const left = adopted ? moreAbuse : (people["abuse"] ?? []);
  return known({
    registrar: adopted ? { ...registrar, ...known({ abuse }) } : registrar,
    contacts: known({ ...others, abuse: left, registrar: registrars }),
  });
}

/** Whether this entity is the registrar of the object that it stands in. */
export const isRegistrar = ({ roles }: Entity): boolean => roles.includes("registrar");

/** Whether ICANN's rules hold: for all zones but the two-letter ones, unless these say so themselves. */
const isIcann = (json: JsonObject, name: string): boolean =>
  name.split(".").at(-1)?.length !== 2 || saysIcann(json);

/** Whether a server says that it keeps to ICANN's profile. */
export const saysIcann = (json: JsonObject): boolean =>
  textsOf(json["rdapConformance"], limits.keys).some((word) => word.startsWith("icann_rdap"));
