/**
 * From a subject to what is to be told about it: the cache, the plan, the tables, the lookup. Every
 * form of an answer is made of what comes out here.
 */

import type { Clock } from "01-background-tasks";
import type { AnswerCache, Fetched } from "../cache/answer-cache.ts";
import type { Config } from "../config/schema.ts";
import { outcomes } from "../model/outcome.ts";
import type { Ask, Experience } from "../model/source.ts";
import { type Subject, subjectText } from "../model/subject.ts";
import { type Plan, planQuery } from "../plan/plan.ts";
import type { QueryOptions } from "../query/parse-query.ts";
import type { SpecialEntry, Tables } from "../tables/tables.ts";
import { bytesOf, type CachedLookup, cachedLookup } from "./cached-lookup.ts";
import { toWire } from "./clean.ts";
import { deadlineSignal } from "./deadline.ts";
import { localFacts } from "./facts.ts";
import { type Found, foundLocally } from "./found.ts";
import { explainText, specialSource, specialText } from "./local.ts";
import { lookup } from "./lookup.ts";
import { specialRecord } from "./special-record.ts";

/** What a finder is made of. */
export interface FinderParts {
  readonly config: Config;
  readonly cache: AnswerCache<CachedLookup>;
  readonly ask: Ask;
  readonly clock: Clock;
}

/** Finds out about a subject with the tables in force: at once where nobody need be asked. */
export type Finder = (
  subject: Subject,
  options: QueryOptions,
  tables: Tables,
) => Found | Promise<Found>;

/** Puts the parts together. */
export function createFinder({ config, cache, ask, clock }: FinderParts): Finder {
  return (subject, options, tables) => {
    const key = keyOf(subject, options);
    const isPlan = options.format === "explain";
    const hit = options.fresh || isPlan ? undefined : cache.hit(key);
    if (hit !== undefined) return hit;
    const plan = planQuery(subject, options, { config, tables });
    if (isPlan) return planFound(subject, plan, ask.experience);
    if (plan.special !== undefined) return setAside(subject, plan.special);
    return cache.get(key, () => fetchAnswer(subject, plan, options, tables), {
      around: options.fresh,
    });
  };

  /** What the tables alone answer needs no place in the cache, and is as fresh as a found answer. */
  function setAside(subject: Subject, special: SpecialEntry): Found {
    const text = Buffer.from(toWire(specialText(subject, special)));
    const sources = [specialSource(special)];
    const facts = () => {
      const record = specialRecord(subject, special);
      return { ...localFacts(sources), ...(record && { record }) };
    };
    const value = { outcome: "found", sources, text, raw: text, facts } as const;
    return { value, age: 0, freshFor: config.cache.found, stale: false, origin: "fresh" };
  }

  async function fetchAnswer(
    subject: Subject,
    plan: Plan,
    options: QueryOptions,
    tables: Tables,
  ): Promise<Fetched<CachedLookup>> {
    using deadline = deadlineSignal(clock, config.upstream.deadline);
    const limits = {
      maxHops: config.upstream.max_hops,
      referral: options.referral,
      deadHost: tables.deadHost,
    };
    const result = await lookup(subject, plan, ask, limits, deadline.signal);
    const value = cachedLookup(result, plan);
    const { keep } = outcomes[value.outcome];
    const freshFor = keep === "never" ? 0 : config.cache[keep];
    return { value, freshFor, keep: keep !== "never", bytes: bytesOf(value) };
  }
}

/** `--explain`. */
function planFound(subject: Subject, plan: Plan, experience?: Experience): Found {
  const sources = ["local plan"];
  const facts = () => localFacts(sources, plan);
  return foundLocally("found", explainText(subject, plan, experience), sources, facts);
}

/** Equal keys have equal answers: the subject, and the options that change what is asked. */
function keyOf(subject: Subject, { via, referral, passThrough }: QueryOptions): string {
  const options = [via ?? "", referral ? "" : "registry", ...passThrough];
  return `${subject.kind} ${subjectText(subject)} ${options.join(" ")}`;
}
