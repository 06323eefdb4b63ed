/** People, roles, organisations and maintainers as RPSL objects. */

import type { Contact, EntityRecord } from "../model/record.ts";
import { phoneText } from "../record/phone.ts";
import { without } from "../record/json.ts";
import { addressLines, type ListedContact } from "./contact-list.ts";
import type { Field } from "./fields.ts";
import { references } from "./rpsl-references.ts";

/** One contact; nothing when no more is known of it than the handle that points here. */
export const contactBlock = (listed: ListedContact, source: string | undefined): readonly Field[] =>
  isBare(listed.contact) ? [] : personBlock(listed, source);

/** One contact with all that is known of it, and what is known of it as an object of its own. */
export function personBlock(
  { contact, roles }: ListedContact,
  source: string | undefined,
  own: Pick<EntityRecord, "description" | "statuses"> = {},
): readonly Field[] {
  const { people, maintainers } = references(contact.contacts);
  const emails = [contact.email ?? [], contact.otherEmails ?? []].flat();
  return [
    ...head(contact, roles),
    ["descr", own.description],
    ["address", contact.address ?? addressLines(contact)],
    ["country", contact.country],
    ["phone", phoneText(contact.phone, contact.phoneExt)],
    ["phone", contact.otherPhones],
    ["fax-no", phoneText(contact.fax, contact.faxExt)],
    ["e-mail", emails],
    ["abuse-mailbox", roles.includes("abuse") ? emails : undefined],
    ...people,
    ["nic-hdl", isPersonal(contact) ? contact.handle : undefined],
    ["remarks", remarks(contact, roles)],
    ...maintainers,
    ["rdap-status", own.statuses],
    ["created", contact.created],
    ["last-modified", contact.updated],
    ["source", source],
  ];
}

/** Maintainers come with their handle as name and a kind that RPSL does not have. */
const isBare = (contact: Contact): boolean =>
  contact.handle !== undefined &&
  (contact.name ?? contact.handle) === contact.handle &&
  Object.keys(without(contact, "handle", "name", "kind", "self")).length === 0;

const isOrganisation = ({ handle = "", kind }: Contact): boolean =>
  kind === "org" || /^ORG-/i.test(handle);
const isMaintainer = ({ handle = "" }: Contact): boolean => /-MNT$|^(?:MNT|MAINT)-/i.test(handle);
const isIncidentTeam = ({ handle = "" }: Contact): boolean => /^IRT-/i.test(handle);

/** Persons and roles have a `nic-hdl`; the others are named by their first attribute. */
const isPersonal = (contact: Contact): boolean =>
  !isOrganisation(contact) && !isMaintainer(contact) && !isIncidentTeam(contact);

function head(contact: Contact, roles: readonly string[]): readonly Field[] {
  const { handle, name, organization, kind } = contact;
  const employer: Field = [
    organization !== undefined && /^ORG-/i.test(organization) ? "org" : "org-name",
    organization === name ? undefined : organization,
  ];
  if (isMaintainer(contact))
    return [["mntner", handle], ["descr", name === handle ? undefined : name], employer];
  if (isIncidentTeam(contact))
    return [["irt", handle], ["descr", name === handle ? undefined : name], employer];
  if (isOrganisation(contact))
    return [["organisation", handle ?? name], ["org-name", name], employer];
  const title = name ?? organization ?? handle ?? roles.join(", ");
  return [[kind === "individual" ? "person" : "role", title], employer];
}

function remarks(contact: Contact, roles: readonly string[]): readonly string[] {
  return [
    // Without a handle nothing points here, so the role would be lost.
    ...(contact.handle === undefined ? [`Role: ${roles.join(", ")}`] : []),
    ...(contact.remarks ?? []),
    ...(contact.contactUri === undefined ? [] : [`Contact: ${contact.contactUri}`]),
    ...(contact.url === undefined ? [] : [`Web: ${contact.url}`]),
  ];
}
