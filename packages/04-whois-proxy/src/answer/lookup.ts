/**
 * One lookup: the plan's sources in turn until one answers, then the referral to the registrar, then
 * one text out of all that was said. Whatever fails on the way is noted and costs nothing that is
 * already known.
 */

import type { Ask, Referral, Reply, Source } from "../model/source.ts";
import type { Subject } from "../model/subject.ts";
import type { Plan } from "../plan/plan.ts";
import { referredSource } from "../plan/sources.ts";
import { checkedReply } from "./checked-reply.ts";
import { failure, type LookupResult, success } from "./lookup-result.ts";
import { isSameServer, notAsked, Trail } from "./trail.ts";

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
  const asked = plan.asked ?? subject;
  const trail = new Trail(async (source) => {
    const dead = source.protocol === "whois" && !source.trusted && limits.deadHost(source.host);
    if (dead) return notAsked(source, "unreachable", dead);
    return checkedReply(await ask(source, signal), subject, asked);
  });
  const way: Way = { asked, plan, trail, limits, signal };
  const sources = ask.experience?.order(plan.sources) ?? plan.sources;
  const answer = (await firstAnswer(way, sources)) ?? (await answerElsewhere(way));
  const result =
    answer === undefined
      ? failureOf(subject, way)
      : await successOf(answer.outcome === "found" ? asked : subject, answer, way);
  return plan.about === undefined
    ? result
    : { ...result, text: `% ${plan.about}\n\n${result.text}` };
}

async function successOf(about: Subject, answer: Reply, way: Way): Promise<LookupResult> {
  return success(about, await followReferrals(way, answer), way.trail.replies);
}

/** A registry that failed tells more than one that has nothing to do with the object. */
function failureOf(subject: Subject, { plan, trail: { replies } }: Way): LookupResult {
  const failed = replies.filter(
    ({ outcome, fault }) => outcome !== "found" && fault !== "elsewhere",
  );
  const all = failure(subject, plan, replies);
  return failed.length === 0 ? all : { ...failure(subject, plan, failed), hops: all.hops };
}

/** What all steps of one lookup know. */
interface Way {
  readonly asked: Subject;
  readonly plan: Plan;
  readonly trail: Trail;
  readonly limits: LookupLimits;
  readonly signal: AbortSignal;
}

/** The first reply that settles the matter: found, or not found where that is the last word. */
async function firstAnswer(way: Way, sources: readonly Source[]): Promise<Reply | undefined> {
  const { plan, trail, signal } = way;
  let missing: Reply | undefined;
  for (const source of sources) {
    if (signal.aborted) break;
    const reply = await throughPointers(way, await trail.say(source));
    if (reply.outcome === "found") return reply;
    if (reply.outcome !== "not-found") continue;
    missing ??= reply;
    if (plan.isWeak !== true) break;
  }
  // What one registry does not have may have moved to another, unless RDAP, which knows, denies it.
  return missing?.source.protocol === "whois" && plan.elsewhere !== undefined
    ? ((await answerElsewhere(way)) ?? missing)
    : missing;
}

/** The reply of the server that `first` points to, if that is all it does. */
async function throughPointers(way: Way, first: Reply): Promise<Reply> {
  const { trail, limits } = way;
  let reply = first;
  for (let hops = 0; isPointer(reply); hops += 1) {
    const next = reply.referral && nextSource(way, reply.referral, reply.source);
    if (next === undefined || trail.hasHeard(next) || hops >= Math.max(1, limits.maxHops))
      return { ...reply, outcome: "no-server" };
    reply = await trail.say(next);
  }
  return reply;
}

const isPointer = ({ source, fault }: Reply): boolean =>
  fault === "elsewhere" || (source.protocol === "whois" && source.directory === true);

/**
 * The other registries in turn, once one has said that the object is not its own: what is transferred
 * is not in the tables yet.
 */
async function answerElsewhere(way: Way): Promise<Reply | undefined> {
  const { plan, trail, limits, signal } = way;
  // Who was named is in charge, even where it does not answer.
  const isOpen = trail.replies.some(
    ({ fault, outcome, referral }) =>
      outcome === "not-found" || (fault === "elsewhere" && referral === undefined),
  );
  if (!isOpen) return undefined;
  const others = (plan.elsewhere ?? []).filter((source) => !trail.hasHeard(source));
  for (const source of others.slice(0, limits.maxHops)) {
    if (signal.aborted) return undefined;
    const reply = await trail.say(source);
    const next = reply.referral && nextSource(way, reply.referral, source);
    // One that only points back to a registry which has denied it knows no better.
    const pointsBack = next !== undefined && trail.hasHeard(next);
    if (reply.outcome === "found" && !pointsBack) return reply;
  }
  return undefined;
}

/** The registry's reply, and after it those of the servers it pointed to that knew the object too. */
async function followReferrals(way: Way, first: Reply): Promise<readonly [Reply, ...Reply[]]> {
  const { asked, trail, limits } = way;
  const parts: [Reply, ...Reply[]] = [first];
  // IANA names the server of a zone's names, which does not know the zone itself.
  const isZone = asked.kind === "domain" && !asked.name.includes(".");
  if (!limits.referral || isZone) return parts;
  // A registry points to one registrar, and there the way ends; networks may be delegated further.
  const most = asked.kind === "domain" ? Math.min(1, limits.maxHops) : limits.maxHops;
  for (let last = first; parts.length <= most && last.referral !== undefined;) {
    const next = nextSource(way, last.referral, last.source);
    if (last.outcome !== "found" || isSameServer(next, last.source)) break;
    if (trail.hasHeard(next)) {
      trail.note(notAsked(next, "bad-reply", "asked already: the referrals go in a circle"));
      break;
    }
    const reply = await trail.say(next);
    if (reply.outcome !== "found") break;
    parts.push(reply);
    last = reply;
  }
  return parts;
}

/** The server that a reply names, by the name that it goes by now. */
function nextSource({ asked, plan }: Way, referral: Referral, from: Source): Source {
  if (referral.protocol === "rdap") return referredSource(referral, asked, from);
  const host = plan.newNames?.get(referral.host) ?? referral.host;
  return referredSource({ ...referral, host }, asked, from);
}
