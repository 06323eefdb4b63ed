/** What a registry withholds, as RFC 9537 has it. */
import type { Redaction } from "../model/record.ts";
import type { JsonObject } from "./json.ts";

/** One redaction (section 4.2). Nothing is in its place: records have no values that stand in for others. */
export const redactedOf = ({ name, description = name, reason }: Redaction): JsonObject => ({
  name: NAMES.has(name) ? { type: name } : { description },
  reason: reason === undefined ? undefined : { description: reason },
  method: "removal",
});

/** The names that are registered as types (section 6.2.2). */
const NAMES: ReadonlySet<string> = new Set([
  "Registry Domain ID",
  "Registry Registrant ID",
  "Registrant Name",
  "Registrant Organization",
  "Registrant Street",
  "Registrant City",
  "Registrant Postal Code",
  "Registrant Phone",
  "Registrant Phone Ext",
  "Registrant Fax",
  "Registrant Fax Ext",
  "Registrant Email",
  "Registry Tech ID",
  "Tech Name",
  "Tech Phone",
  "Tech Phone Ext",
  "Tech Email",
]);
