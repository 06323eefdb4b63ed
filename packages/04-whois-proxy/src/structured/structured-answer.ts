/**
 * The structured answer: one shape for every registry and both protocols (`--json` and `/lookup/`).
 * `schema/answer.schema.json` documents every member. Pure.
 */
import { toLine } from "../answer/clean.ts";
import type { AnswerParts } from "../answer/answer-parts.ts";
import { bareRecord } from "../answer/bare-record.ts";
import type { Hop } from "../answer/facts.ts";
import { type Age, ageSeconds, freshSeconds } from "../answer/head.ts";
import type { RegistryRecord } from "../model/record.ts";
import { type Subject, subjectText } from "../model/subject.ts";
import { known } from "./known.ts";
import { serverMembers } from "./server-members.ts";
import { structuredRecord } from "./structured-record.ts";

/** Makes the object; members that are not known are left out. */
export function structuredAnswer(parts: AnswerParts): object {
  const { asked, subject, outcome, facts, age, retryAfter, text } = parts;
  const record = recordOf(parts);
  return known({
    query: asked,
    subject: subject && subjectMembers(subject),
    outcome,
    ...(record && structuredRecord(record)),
    sources: facts.hops.map(sourceMembers),
    ...(age && ageMembers(age)),
    retryAfter: retryAfter === undefined ? undefined : Math.max(0, Math.ceil(retryAfter / 1000)),
    text,
  });
}

/** Of what a registry has, the name at least is known, however little could be read. */
function recordOf({ facts, subject, outcome }: AnswerParts): RegistryRecord | undefined {
  const isThere = outcome === "found" && facts.hops.some(({ isPart }) => isPart);
  return facts.record ?? (isThere && subject ? bareRecord(subject) : undefined);
}

const ageMembers = (age: Age): object => ({
  age: ageSeconds(age),
  freshFor: freshSeconds(age),
  stale: age.stale,
  failure: age.failure,
});

/** One hop: how it was asked, and what came of it. */
export const sourceMembers = (hop: Hop): object =>
  known({
    ...serverMembers(hop),
    outcome: hop.outcome,
    reason: hop.reason && toLine(hop.reason),
    took: hop.took === undefined ? undefined : Math.max(0, Math.round(hop.took)),
  });

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
