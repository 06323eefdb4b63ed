/** What is to be told about a query, and how old it is, before it has the form that the client wants. */

import type { Cached } from "../cache/answer-cache.ts";
import { type Outcome, outcomes } from "../model/outcome.ts";
import type { Answer } from "./answer.ts";
import { type CachedLookup, decodeFacts } from "./cached-lookup.ts";
import { toWire } from "./clean.ts";
import { type Facts, localFacts } from "./facts.ts";
import type { Age } from "./head.ts";

/** A lookup as the cache keeps it, or words of our own. */
export interface Told extends Omit<CachedLookup, "facts"> {
  /** Encoded, or to be made when they are asked for; none where the sources are all there is to know. */
  readonly facts?: CachedLookup["facts"] | (() => Facts);
}

/** The same with its age; a value out of the cache is one as it stands. */
export interface Found extends Omit<Cached<Told>, "origin"> {
  readonly origin: Answer["origin"];
}

/** Words of our own, which have no age. */
export function foundLocally(
  outcome: Outcome,
  text: string,
  sources: readonly string[] = [],
  facts?: () => Facts,
): Found {
  const bytes = Buffer.from(toWire(text));
  const value = { outcome, sources, text: bytes, raw: bytes, ...(facts && { facts }) };
  return { value, age: 0, freshFor: 0, stale: false, origin: "local" };
}

/** How old it is; undefined for what is never kept. */
export function ageOf(found: Found): Age | undefined {
  if (found.origin === "local" || outcomes[found.value.outcome].keep === "never") return undefined;
  const { age, freshFor, stale, failure } = found;
  return { age, freshFor, stale, failure: failure?.outcome };
}

/** The facts, made or read now. */
export function factsOf({ facts, sources }: Told): Facts {
  if (facts === undefined) return localFacts(sources);
  return typeof facts === "function" ? facts() : decodeFacts(facts);
}
