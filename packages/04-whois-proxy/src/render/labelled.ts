/**
 * The layout that ICANN prescribes for port 43, whatever the record is about: `Key: value` lines, the
 * age of the database, an empty line, the notices.
 */

import type { Redaction, RegistryRecord } from "../model/record.ts";
import { isEppStatus } from "../record/status.ts";
import { type Field, joinBlocks, valuesOf } from "./fields.ts";
import { distinctNotices, noticeLines } from "./notices.ts";
import { redactedText } from "./redacted.ts";

/** What stands above the empty line. */
export interface Facts {
  /** ICANN's keys in ICANN's order; those without a value are where a redaction may stand. */
  readonly standard: readonly Field[];
  /** What ICANN's format has no key for. */
  readonly extra: readonly Field[];
  /** What is shown as redacted in the place of a standard value. */
  readonly redacted: readonly Redaction[];
}

/** A record as lines of text. */
export function labelledLines(
  record: RegistryRecord,
  { standard, extra, redacted }: Facts,
): readonly string[] {
  const keys = new Set([...standard, ...extra].map(([key]) => key.toLowerCase()));
  const redactions = new Map(redacted.map((item) => [item.name, item]));
  const notices = distinctNotices(record.notices).map(noticeLines);
  const complaint = notices.find((lines) => isPointer(lines, COMPLAINTS));
  return joinBlocks([
    [
      ...standard.flatMap((field) => linesOf(field, redactions.get(field[0]))),
      ...extra.flatMap((field) => linesOf(field)),
      ...complaintLine(complaint),
      ...databaseLine(record.databaseUpdated),
    ],
    statusCodesLine(record, notices),
    ...notices
      .filter((lines) => !isPointer(lines, COMPLAINTS) && !isPointer(lines, STATUS_CODES))
      .map((lines) => lines.map((line) => unlikeFact(line, keys))),
  ]);
}

/** A status with the page that explains it, if it is one of EPP's. */
export const statusText = (status: string): string =>
  isEppStatus(status) ? `${status} https://icann.org/epp#${status}` : status;

/** `Key: value` for each value; a key without one shows that it is redacted, or not at all. */
function linesOf(field: Field, redaction?: Redaction): readonly string[] {
  const values = valuesOf(field);
  if (values.length > 0) return values.map((value) => `${field[0]}: ${value}`);
  return redaction === undefined ? [] : [`${field[0]}: ${redactedText(redaction)}`];
}

/**
 * Free text must not be read as a fact: a notice could say `Domain Status: ok`. Some parsers look for
 * a key and its colon anywhere in a line, others drop all marks before it; so the colon goes.
 */
function unlikeFact(line: string, keys: ReadonlySet<string>): string {
  const [, key = ""] = /^[^\p{L}\p{N}:]*([^:]*):/u.exec(line) ?? [];
  const isLike = line.startsWith(">>>") || keys.has(key.trim().toLowerCase());
  return isLike ? `> ${line.replace(/\s*:/, " -")}` : line;
}

const COMPLAINTS = /https?:\/\/(?:www\.)?icann\.org\/wicf\b\/?/i;
const STATUS_CODES = /https?:\/\/(?:www\.)?icann\.org\/epp\b/i;

/** Whether a notice does no more than point to a page of ICANN's, which has a line of its own. */
const isPointer = (lines: readonly string[], page: RegExp): boolean =>
  lines.length <= 3 && page.test(lines.join("\n"));

/** Only a registry under ICANN's contract sends this notice. */
function complaintLine(notice: readonly string[] = []): readonly string[] {
  const [page] = COMPLAINTS.exec(notice.join("\n")) ?? [];
  return page === undefined ? [] : [`URL of the ICANN Whois Inaccuracy Complaint Form: ${page}`];
}

const databaseLine = (date: string | undefined): readonly string[] =>
  date === undefined ? [] : [`>>> Last update of WHOIS database: ${date} <<<`];

const statusCodesLine = (
  { kind, statuses = [] }: RegistryRecord,
  notices: readonly (readonly string[])[],
): readonly string[] =>
  (kind !== "entity" && statuses.some(isEppStatus)) ||
  notices.some((lines) => isPointer(lines, STATUS_CODES))
    ? ["For more information on Whois status codes, please visit https://icann.org/epp"]
    : [];
