/**
 * The structured answer: one shape for every registry and both protocols (`--json` and `/lookup/`).
 * `schema/answer.schema.json` documents every member. Pure.
 */
import type { Hop } from "../answer/lookup-result.ts";
import type { Outcome } from "../model/outcome.ts";
import type { RegistryRecord } from "../model/record.ts";
import { type Subject, subjectText } from "../model/subject.ts";
import { known } from "../record/json.ts";
import { structuredRecord } from "./structured-record.ts";

/** What an answer is made of. */
export interface AnswerParts {
  /** The query as the client wrote it, without options. */
  readonly query: string;
  readonly subject?: Subject;
  readonly outcome: Outcome;
  readonly record?: RegistryRecord;
  readonly hops: readonly Hop[];
  /** Age and freshness in ms, where the answer may be kept. */
  readonly age?: { readonly age: number; readonly freshFor: number; readonly stale: boolean };
  /** When to come back, in ms. */
  readonly retryAfter?: number;
  /** What port 43 would say, without the comment lines. */
  readonly text: string;
}

/** Makes the object; members that are not known are left out. */
export function structuredAnswer(parts: AnswerParts): object {
  const { query, subject, outcome, record, hops, age, retryAfter, text } = parts;
  return {
    query,
    ...known({
      subject: subject && subjectMembers(subject),
      outcome,
      ...(record && structuredRecord(record)),
    }),
    sources: hops.map(sourceMembers),
    ...(age && {
      age: seconds(age.age),
      freshFor: Math.max(0, seconds(age.freshFor - age.age)),
      stale: age.stale,
    }),
    ...(retryAfter !== undefined && { retryAfter: Math.ceil(retryAfter / 1000) }),
    text,
  };
}

const seconds = (ms: number): number => Math.floor(ms / 1000);

/** One hop: `rdap https://…` is protocol and server; `local …` names what the tables know. */
function sourceMembers({ source, outcome, reason, took }: Hop): object {
  const space = source.indexOf(" ");
  const protocol = source.slice(0, space);
  return known({
    protocol,
    server: source.slice(space + 1),
    outcome,
    reason,
    took: Math.round(took),
  });
}

function subjectMembers(subject: Subject): object {
  switch (subject.kind) {
    case "domain":
    case "nameserver":
      return known({
        kind: subject.kind,
        name: subject.name,
        unicodeName: subject.unicode === subject.name ? undefined : subject.unicode,
      });
    case "network":
      return { kind: "network", cidr: subjectText(subject) };
    case "autnum":
      return { kind: "autnum", number: subject.number };
    case "entity":
      return { kind: "entity", handle: subject.handle };
    case "registrar":
      return { kind: "registrar", ianaId: subject.ianaId };
  }
}
