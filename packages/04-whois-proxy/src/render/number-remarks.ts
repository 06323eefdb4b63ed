/** What the dialects of the number registries have no attribute for, as lines of free text. */

import type { Notice, RegistryRecord } from "../model/record.ts";
import { distinctNotices, noticeLines } from "./notices.ts";
import { redactedText } from "./redacted.ts";

/** Events, identifiers and redactions, one line each. */
export const extraRemarks = (record: RegistryRecord): readonly string[] => [
  ...(record.events ?? []).map(({ action, date }) => `Event: ${action} ${date}`),
  ...(record.publicIds ?? []).map(({ type, identifier }) => `Public ID: ${type} ${identifier}`),
  ...(record.redacted ?? []).map((redaction) => `${redaction.name}: ${redactedText(redaction)}`),
];

/** The comment lines that close a text: the server's notices, and where the registry's WHOIS is. */
export function closingComments(
  mark: "%" | "#",
  { notices, databaseUpdated, port43 }: RegistryRecord,
): readonly string[] {
  const lines = [
    ...distinctNotices(notices).flatMap((notice: Notice) => noticeLines(notice).concat("")),
    ...(databaseUpdated === undefined ? [] : [`Last update of the database: ${databaseUpdated}`]),
    ...(port43 === undefined ? [] : [`Port 43 of this registry: ${port43}`]),
  ];
  return lines.map((line) => `${mark} ${line}`.trimEnd());
}
