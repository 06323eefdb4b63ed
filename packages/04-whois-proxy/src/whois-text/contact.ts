/** A contact out of labelled values, and what the registry withholds of it. */
import type { Contact, Redaction } from "../model/record.ts";
import { known } from "../record/json.ts";
import { redactionsUnder } from "../record/redaction.ts";
import { roleLabel } from "../record/whois-keys.ts";
import { howIn } from "./contact-how.ts";
import { readLines } from "./contact-lines.ts";
import { type ContactValue, textsOf } from "./contact-value.ts";
import { whereIn } from "./contact-where.ts";
import { whoIn } from "./contact-who.ts";
import { dateIn, lastDateIn } from "./date.ts";
import { withoutWithheld } from "./withheld.ts";

/** A contact as a reply has it. */
export interface ReadContact {
  readonly contact: Contact;
  readonly redacted: readonly Redaction[];
}

/** Values of one contact that are read. */
const MAX_VALUES = 200;

/** Makes the contact of a role. Members that the reply does not have are left out. */
export function contactOf(role: string, values: readonly ContactValue[]): ReadContact {
  const [shown, withheld] = withoutWithheld(values.slice(0, MAX_VALUES));
  const lines = readLines(textsOf(shown, "line"));
  const contact = known({
    ...whoIn(role, shown, lines),
    ...whereIn(shown, lines),
    ...howIn(shown, lines),
    created: textsOf(shown, "created").flatMap((text) => dateIn(text) ?? [])[0],
    updated: lastDateIn(textsOf(shown, "updated")),
  });
  return { contact, redacted: redactionsUnder(roleLabel(role), withheld) };
}
