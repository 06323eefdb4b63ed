/**
 * One lookup: the plan's sources in turn until one answers, then the referral to the registrar, then
 * one text out of all that was said. Whatever fails on the way is noted and costs nothing that is
 * already known.
 */

import { type Ask, type Reply, type Source, sourceText } from "../model/source.ts";
import type { Subject } from "../model/subject.ts";
import type { Plan } from "../plan/plan.ts";
import { referredSource } from "../plan/sources.ts";
import { checkedReply } from "./checked-reply.ts";
import { failure, type LookupResult, success } from "./lookup-result.ts";

/** How far a lookup goes. */
export interface LookupLimits {
  readonly maxHops: number;
  /** Whether referrals from the registry to the registrar are followed. */
  readonly referral: boolean;
  /** Why a host that a referral names must not be asked: it has lapsed and is in other hands. */
  readonly deadHost: (host: string) => string | undefined;
}

/** Carries out a plan. Never rejects as long as `ask` does not; ends soon after `signal` aborts. */
export async function lookup(
  subject: Subject,
  plan: Plan,
  ask: Ask,
  limits: LookupLimits,
  signal: AbortSignal,
): Promise<LookupResult> {
  const trail: Reply[] = [];
  const say = async (source: Source): Promise<Reply> => {
    const dead = source.protocol === "whois" && !source.trusted && limits.deadHost(source.host);
    const reply = dead ? notAsked(source, dead) : checkedReply(await ask(source, signal), subject);
    trail.push(reply);
    return reply;
  };
  const answer = await firstAnswer(subject, plan.sources, say, signal);
  if (answer === undefined) return failure(subject, plan, trail);
  const parts = await followReferrals(subject, answer, say, limits, trail);
  return success(subject, parts, trail);
}

/** The first reply that settles the matter: found or not found. */
async function firstAnswer(
  subject: Subject,
  sources: readonly Source[],
  say: (source: Source) => Promise<Reply>,
  signal: AbortSignal,
): Promise<Reply | undefined> {
  for (const source of sources) {
    if (signal.aborted) return undefined;
    let reply = await say(source);
    if (source.protocol === "whois" && source.directory) {
      if (reply.referral === undefined) continue;
      reply = await say(referredSource(reply.referral, subject, reply.source));
    }
    if (settles(reply)) return reply;
  }
  return undefined;
}

const notAsked = (source: Source, reason: string): Reply => ({
  source,
  outcome: "unreachable",
  reason,
  took: 0,
  text: "",
});

const settles = ({ outcome }: Reply): boolean => outcome === "found" || outcome === "not-found";

/** The registry's reply, and after it those of the servers it pointed to that knew the object too. */
async function followReferrals(
  subject: Subject,
  first: Reply,
  say: (source: Source) => Promise<Reply>,
  { maxHops, referral }: LookupLimits,
  trail: readonly Reply[],
): Promise<readonly [Reply, ...Reply[]]> {
  const parts: [Reply, ...Reply[]] = [first];
  if (!referral) return parts;
  // A registry points to one registrar, and there the way ends; networks may be delegated further.
  const most = subject.kind === "domain" ? Math.min(1, maxHops) : maxHops;
  for (let last = first; parts.length <= most && last.referral !== undefined;) {
    const next = referredSource(last.referral, subject, last.source);
    const asked = trail.some(({ source }) => sameServer(source, next));
    if (last.outcome !== "found" || asked) break;
    const reply = await say(next);
    if (reply.outcome !== "found") break;
    parts.push(reply);
    last = reply;
  }
  return parts;
}

const sameServer = (a: Source, b: Source): boolean =>
  sourceText(a).toLowerCase() === sourceText(b).toLowerCase();
