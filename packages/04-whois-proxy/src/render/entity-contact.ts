/** A person, role or organisation by itself, as the contact that the dialects know how to write. */

import type { Contact, EntityRecord } from "../model/record.ts";
import { known } from "../record/json.ts";
import { extraRemarks } from "./number-remarks.ts";

/** The contact, with what the number registries have no attribute for among its remarks. */
export function contactOfEntity(record: EntityRecord): Contact {
  const { kind: _, entityKind, roles = [], ianaId, whois, contacts, ...members } = record;
  const remarks = [
    ...(record.remarks ?? []),
    ...roles.map((role) => `Role: ${role}`),
    ...(ianaId === undefined ? [] : [`Registrar IANA ID: ${ianaId}`]),
    ...(whois === undefined ? [] : [`Registrar WHOIS Server: ${whois}`]),
    ...extraRemarks(record),
  ];
  return { ...members, ...known({ remarks, contacts, kind: entityKind ?? likelyKind(record) }) };
}

/** What only a role is called. */
const ROLE =
  /\b(?:abuse|admin|administration|administrators?|contact|department|desk|group|hostmasters?|noc|operations?|registry|role|security|support|team|technical)\b/i;

/**
 * vCard's `kind` where the registry does not say it. In RPSL roles have people behind them and persons
 * have none; where nobody is named, the words of the name tell.
 */
const likelyKind = ({ name = "", contacts = {} }: EntityRecord): string =>
  ROLE.test(name) || (contacts["administrative"] ?? contacts["technical"]) !== undefined
    ? "group"
    : "individual";
