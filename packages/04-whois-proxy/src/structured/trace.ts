/** The way of an answer (`/lookup/`): whom the plan named and why, and how each of them answered. Pure. */
import type { AnswerParts } from "../answer/answer-parts.ts";
import type { Step } from "../answer/facts.ts";
import { known } from "./known.ts";
import { serverMembers } from "./server-members.ts";
import { sourceMembers } from "./structured-answer.ts";

/** The `trace` member; for an answer out of the cache, the way that it came there. */
export const traceOf = ({ origin, facts }: AnswerParts): object =>
  known({
    origin,
    plan: facts.plan.map(stepMembers),
    notes: facts.notes,
    hops: facts.hops.map((hop) => ({ ...stepMembers(hop), ...sourceMembers(hop) })),
  });

const stepMembers = (step: Step): object =>
  known({ ...serverMembers(step), query: step.query, why: step.why });
