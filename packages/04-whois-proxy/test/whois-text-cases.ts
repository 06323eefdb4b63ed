/** WHOIS replies in the layouts of many registries, with the record that each must become. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { RegistryRecord } from "../src/model/record.ts";
import type { Subject } from "../src/model/subject.ts";
import { parseQuery } from "../src/query/parse-query.ts";

export interface WhoisTextCase {
  readonly name: string;
  readonly subject: Subject;
  readonly text: string;
  /** Null where the reply tells nothing about the subject. */
  readonly record: RegistryRecord | null;
}

const folder = join(import.meta.dirname, "fixtures/whois-text");

/** Our own, made up in the layouts of real ones. */
export const whoisTextCases: readonly WhoisTextCase[] = readdirSync(folder)
  .toSorted()
  .map((name) => {
    const about = JSON.parse(readFileSync(join(folder, name, "case.json"), "utf8"));
    return {
      name,
      subject: about.subject ?? subjectOf(about.query),
      text: readFileSync(join(folder, name, "response.txt"), "utf8"),
      record: about.record,
    };
  });

/** What a query line asks about. */
export function subjectOf(query: string): Subject {
  const parsed = parseQuery(query, (name) => name);
  if (parsed.kind !== "lookup") throw new Error(`Cannot use query ${JSON.stringify(query)}`);
  return parsed.subject;
}

const UNPRINTABLE = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u;

/** What is wrong with a record whatever the reply was: nothing empty, nothing that cannot be printed. */
export function faultsIn(value: unknown, path = "record"): readonly string[] {
  if (typeof value === "string") {
    const isFlat = !UNPRINTABLE.test(value) && value.isWellFormed();
    return value.trim() !== "" && isFlat ? [] : [`${path} is ${JSON.stringify(value)}`];
  }
  if (typeof value !== "object" || value === null)
    return value === undefined || value === null ? [`${path} is ${value}`] : [];
  const members = Object.entries(value);
  if (members.length === 0) return [`${path} is empty`];
  return members.flatMap(([key, member]) => faultsIn(member, `${path}.${key}`));
}

/** Members whose values are made of the reply's, not taken from it. */
const MADE = new Set([
  "redacted",
  "statuses",
  "cidrs",
  "start",
  "end",
  "country",
  "kind",
  "entityKind",
  "roles",
  "unicodeName",
  "port43",
]);

const HOSTS = new Set(["nameservers", "whois"]);

/** The words of a record that do not stand in the reply. Dates and redactions are another matter. */
export function inventedIn(record: RegistryRecord | undefined, text: string): readonly string[] {
  const said = text.toLowerCase();
  // Names become A-labels, by rules that leave nothing of some letters.
  const isAscii = /^\p{ASCII}*$/u.test(text);
  const invented = (value: unknown, key: string): readonly string[] => {
    if (MADE.has(key) || (HOSTS.has(key) && !isAscii)) return [];
    if (typeof value === "string") {
      if (/^\d{4}-\d\d-\d\d(?:T|$)/.test(value)) return [];
      const words = value.toLowerCase().split(/\s+/);
      return words.filter((word) => !said.includes(word)).map((word) => `${key}: ${word}`);
    }
    if (typeof value !== "object" || value === null) return [];
    return Object.entries(value).flatMap(([name, member]) =>
      invented(member, Array.isArray(value) ? key : name),
    );
  };
  const { name: subject, ...told } = { name: undefined, ...record };
  // A domain's name is the one that was asked for.
  const isAsked = record?.kind === "domain" || record?.kind === "nameserver";
  return [...invented(told, ""), ...invented(isAsked ? undefined : subject, "name")];
}
