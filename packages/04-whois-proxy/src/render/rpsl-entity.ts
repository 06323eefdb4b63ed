/** People, roles, organisations and maintainers by themselves as RPSL objects (RFC 2622). */

import type { EntityRecord } from "../model/record.ts";
import { listContacts } from "./contact-list.ts";
import { contactOfEntity } from "./entity-contact.ts";
import { columnLines, joinBlocks } from "./fields.ts";
import { closingComments } from "./number-remarks.ts";
import type { NumberRegistry } from "./registry.ts";
import { contactBlock, personBlock } from "./rpsl-contacts.ts";

const WIDTH = 16;

/** Somebody as lines of text: the object, then those whom it refers to, comments. */
export function renderRpslEntity(
  record: EntityRecord,
  registry: NumberRegistry,
): readonly string[] {
  const source = registry.toUpperCase();
  const own = { contact: contactOfEntity(record), roles: record.roles ?? [] };
  const blocks = [
    personBlock(own, source, record),
    ...listContacts(record.contacts).map((listed) => contactBlock(listed, source)),
  ];
  return joinBlocks([
    ...blocks.map((block) => columnLines(WIDTH, block)),
    closingComments("%", record),
  ]);
}
