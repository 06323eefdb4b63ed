/** The facts of an answer beside its text: what JSON and RDAP are made of. They are plain JSON. */

import type { Outcome } from "../model/outcome.ts";
import type { RegistryRecord } from "../model/record.ts";
import { type Source, sourceText } from "../model/source.ts";
import type { Plan } from "../plan/plan.ts";

/** A server that would be asked, or was. */
export interface Step {
  /** `rdap https://…` or `whois host`; `local …` for what the tables know. */
  readonly source: string;
  /** The line for a WHOIS server. */
  readonly query?: string;
  /** Why it is on the way; absent for what the tables know. */
  readonly why?: string;
}

/** One server that was asked. */
export interface Hop extends Step {
  readonly outcome: Outcome;
  /** Why it did not help, if its outcome does not say it all. */
  readonly reason?: string;
  /** ms; absent where nobody was asked */
  readonly took?: number;
  /** Whether the answer is made of what it said. */
  readonly isPart?: true;
}

/** Everything that is known about an answer. */
export interface Facts {
  /** What the registry and the registrar know, as one record. */
  readonly record?: RegistryRecord;
  readonly hops: readonly Hop[];
  /** Whom the plan would ask, in this order. */
  readonly plan: readonly Step[];
  /** What the plan says to a person. */
  readonly notes: readonly string[];
}

/** A source as a step. */
export function stepOf(source: Source): Step {
  const { why } = source;
  const step = { source: sourceText(source), why };
  return source.protocol === "whois" ? { ...step, query: source.query } : step;
}

/** The facts of an answer that nobody was asked for, by the words of its `source` lines. */
export const localFacts = (sources: readonly string[], plan?: Plan): Facts => ({
  hops: sources.map((source) => ({ source, outcome: "found" })),
  plan: plan?.sources.map(stepOf) ?? [],
  notes: plan?.notes ?? [],
});
