/** What was said on the way of a lookup, made into one text, one record and one outcome. Pure. */

import { type Outcome, outcomes } from "../model/outcome.ts";
import type { RegistryRecord } from "../model/record.ts";
import { type Reply, sourceText } from "../model/source.ts";
import { type Subject, subjectText } from "../model/subject.ts";
import type { Plan } from "../plan/plan.ts";
import { mergeRecords } from "../record/merge.ts";
import { renderRecord } from "../render/render.ts";
import { type Hop, stepOf } from "./facts.ts";
import { noServerText } from "./local.ts";
import { recordOfParts } from "./record-of-parts.ts";

/** What a lookup found out. */
export interface LookupResult {
  readonly outcome: Outcome;
  readonly hops: readonly Hop[];
  /** For people and parsers; as it came, not yet cleaned for the wire. */
  readonly text: string;
  /** The upstreams' own words. */
  readonly raw: string;
  /** The same as facts, as far as they could be read; only of an object that was found. */
  readonly record?: RegistryRecord;
  /** When to come back, in ms, if a server said so. */
  readonly retryAfter?: number;
}

/** The registry answered: its reply, and those of later hops that knew the object too. */
export function success(
  subject: Subject,
  parts: readonly [Reply, ...Reply[]],
  trail: readonly Reply[],
): LookupResult {
  const text = textOf(subject, parts);
  const record = recordOfParts(subject, parts);
  const raw = parts.map((part) => part.text).join("\n");
  return {
    outcome: parts[0].outcome,
    hops: trail.map((reply) => hopOf(reply, parts.includes(reply))),
    text,
    // Of an RDAP server that does not know the object, the status says it all.
    raw: raw.trim() === "" ? text : raw,
    ...(record && { record }),
  };
}

function hopOf(reply: Reply, isPart: boolean): Hop {
  const { outcome, took } = reply;
  const hop = { ...stepOf(reply.source), outcome, took };
  if (isPart) return { ...hop, isPart };
  return reply.reason === undefined ? hop : { ...hop, reason: reply.reason };
}

function textOf(subject: Subject, parts: readonly Reply[]): string {
  const [first] = parts;
  if (first?.outcome === "not-found")
    return first.source.protocol === "whois"
      ? first.text
      : `No match for "${subjectText(subject).toUpperCase()}".`;
  const records = parts.flatMap(({ record }) => record ?? []);
  const [record, ...others] = records;
  if (record !== undefined && records.length === parts.length)
    return renderRecord(others.reduce(mergeRecords, record));
  return parts
    .map((part, index) => {
      const text = part.record === undefined ? part.text : renderRecord(part.record);
      return index === 0 ? text.trimEnd() : `% from: ${sourceText(part.source)}\n${text.trimEnd()}`;
    })
    .join("\n\n");
}

/** From the most to the least telling: what a registry said outranks what the network did. */
const TELLING: readonly Outcome[] = [
  "rate-limited",
  "refused",
  "bad-reply",
  "timeout",
  "unreachable",
];

/** Nobody answered: the most telling failure, in its server's own words where it had some. */
export function failure(subject: Subject, plan: Plan, trail: readonly Reply[]): LookupResult {
  const hops = trail.map((reply) => hopOf(reply, false));
  const outcome = TELLING.find((telling) => trail.some((reply) => reply.outcome === telling));
  if (outcome === undefined) {
    const text = noServerText(subject, plan);
    return { outcome: "no-server", hops, text, raw: text };
  }
  const failed = trail.filter((reply) => reply.outcome === outcome);
  const words = failed.find(
    ({ source, text }) => source.protocol === "whois" && text.trim() !== "",
  );
  const text = words?.text ?? `${outcomes[outcome].text}: ${subjectText(subject)}`;
  const raw = failed.find((reply) => reply.text !== "")?.text ?? text;
  const waits = failed.flatMap(({ retryAfter }) => retryAfter ?? []);
  return { outcome, hops, text, raw, ...(waits.length > 0 && { retryAfter: Math.max(...waits) }) };
}
