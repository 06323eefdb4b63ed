/** Owners and people by themselves in the format of LACNIC and of Brazil's registry. */

import type { EntityRecord } from "../model/record.ts";
import { listContacts } from "./contact-list.ts";
import { contactOfEntity } from "./entity-contact.ts";
import { columnLines, type Field, joinBlocks } from "./fields.ts";
import {
  besideName,
  compactDay,
  contactFields,
  personBlock,
  referenceFields,
  WIDTH,
} from "./lacnic.ts";
import { closingComments } from "./number-remarks.ts";

/** Somebody as lines of text: the object, then those whom it refers to, comments. */
export function renderLacnicEntity(record: EntityRecord): readonly string[] {
  const own: readonly Field[] = [
    ...(isOwner(record) ? ownerBlock(record) : personBlock(contactOfEntity(record))),
    ["descr", record.description],
    ["rdap-status", record.statuses],
  ];
  return joinBlocks([
    columnLines(WIDTH, own),
    ...listContacts(record.contacts).map(({ contact }) => columnLines(WIDTH, personBlock(contact))),
    closingComments("%", record),
  ]);
}

/** People have short handles and nobody below them: `EXT`, but `EX-ABCD-LACNIC`. */
const isOwner = ({ handle = "", contacts }: EntityRecord): boolean =>
  /-LACNIC$/i.test(handle) || contacts !== undefined;

function ownerBlock(record: EntityRecord): readonly Field[] {
  const contact = contactOfEntity(record);
  const { name, organization } = contact;
  return [
    ["owner", name ?? organization],
    ["ownerid", contact.handle],
    ["organization", besideName(contact)],
    ...contactFields(contact),
    ...referenceFields(record.contacts ?? {}),
    ["created", compactDay(contact.created)],
    ["changed", compactDay(contact.updated)],
  ];
}
