/** Organisations and points of contact by themselves in ARIN's format. */

import type { EntityRecord } from "../model/record.ts";
import { detailBlocks, pocBlocks } from "./arin.ts";
import { organizationBlock, ownPocBlock } from "./arin-contacts.ts";
import { contactOfEntity } from "./entity-contact.ts";
import { columnLines, joinBlocks } from "./fields.ts";
import { closingComments } from "./number-remarks.ts";

const WIDTH = 16;

/** Somebody as lines of text: the object, its points of contact, comments. */
export function renderArinEntity(record: EntityRecord): readonly string[] {
  const contact = contactOfEntity(record);
  const blocks = [
    [
      ...(isPointOfContact(record) ? ownPocBlock(contact) : organizationBlock(contact)),
      ["Description", record.description] as const,
      ["Status", record.statuses] as const,
    ],
    ...pocBlocks("Org", Object.entries(record.contacts ?? {})),
    ...detailBlocks(record.contacts),
  ];
  return joinBlocks([
    ...blocks.map((block) => columnLines(WIDTH, block)),
    closingComments("#", record),
  ]);
}

/**
 * Where the registry does not say it: ARIN's organisations have no telephone and no address of their
 * own, and handles without a tail.
 */
const isPointOfContact = ({ handle = "", entityKind, email, phone }: EntityRecord): boolean =>
  entityKind === undefined
    ? /-ARIN$/i.test(handle) || email !== undefined || phone !== undefined
    : entityKind !== "org";
