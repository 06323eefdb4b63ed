/**
 * One lookup: the plan's sources in turn until one answers, then the referral to the registrar, then
 * one text out of all that was said. Whatever fails on the way is noted and costs nothing that is
 * already known.
 */

import { type Outcome, outcomes } from "../model/outcome.ts";
import { type Ask, type Referral, type Reply, type Source, sourceText } from "../model/source.ts";
import { type Subject, subjectText } from "../model/subject.ts";
import type { Plan } from "../plan/plan.ts";
import { mergeRecords } from "../record/merge.ts";
import { renderRecord } from "../render/render.ts";
import { whoisQuery } from "../upstream/server-dialects.ts";
import { noServerText } from "./local.ts";

/** One server that was asked. */
export interface Hop {
  /** `rdap https://…` or `whois host`. */
  readonly source: string;
  readonly outcome: Outcome;
  /** Why it did not help; absent for a hop that did. */
  readonly reason?: string;
  /** ms */
  readonly took: number;
}

/** What a lookup found out. */
export interface LookupResult {
  readonly outcome: Outcome;
  readonly hops: readonly Hop[];
  /** For people and parsers; as it came, not yet cleaned for the wire. */
  readonly text: string;
  /** The upstreams' own words. */
  readonly raw: string;
  /** When to come back, in ms, if a server said so. */
  readonly retryAfter?: number;
}

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
    const reply = dead ? notAsked(source, dead) : await ask(source, signal);
    trail.push(reply);
    return reply;
  };
  const answer = await firstAnswer(subject, plan.sources, say, signal);
  if (answer === undefined) return failure(subject, plan, trail);
  const parts = limits.referral
    ? await followReferrals(subject, answer, say, limits, trail)
    : [answer];
  return {
    outcome: answer.outcome,
    hops: trail.map((reply) => hopOf(reply, parts.includes(reply))),
    text: textOf(subject, parts),
    raw: parts.map(({ text }) => text).join("\n"),
  };
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
      reply = await say(sourceOfReferral(reply.referral, subject, reply.source));
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
  { maxHops }: LookupLimits,
  trail: readonly Reply[],
): Promise<readonly Reply[]> {
  const parts = [first];
  // A registry points to one registrar, and there the way ends; networks may be delegated further.
  const most = subject.kind === "domain" ? Math.min(1, maxHops) : maxHops;
  for (let last = first; parts.length <= most && last.referral !== undefined;) {
    const next = sourceOfReferral(last.referral, subject, last.source);
    const asked = trail.some(({ source }) => sameServer(source, next));
    if (last.outcome !== "found" || asked) break;
    const reply = await say(next);
    if (reply.outcome !== "found" || isAbout(reply, subject) === false) break;
    parts.push(reply);
    last = reply;
  }
  return parts;
}

const sameServer = (a: Source, b: Source): boolean =>
  sourceText(a).toLowerCase() === sourceText(b).toLowerCase();

/** False if a reply with facts is about some other name than the one asked for. */
function isAbout({ record }: Reply, subject: Subject): boolean | undefined {
  if (record?.kind !== "domain" || subject.kind !== "domain") return undefined;
  return record.name === subject.name;
}

function sourceOfReferral(referral: Referral, subject: Subject, from: Source): Source {
  const base = { trusted: false, why: `referral from ${sourceText(from)}` };
  if (referral.protocol === "rdap") return { protocol: "rdap", url: referral.url, ...base };
  const { host, port } = referral;
  return { protocol: "whois", host, port, query: whoisQuery(host, subject), ...base };
}

function hopOf(reply: Reply, helped: boolean): Hop {
  const { source, outcome, took } = reply;
  const hop = { source: sourceText(source), outcome, took };
  if (helped) return hop;
  const word = outcome === "found" ? foundButUnused(source) : outcome;
  if (word === undefined) return hop;
  return { ...hop, reason: reply.reason === undefined ? word : `${word}: ${reply.reason}` };
}

const foundButUnused = (source: Source): string | undefined =>
  source.protocol === "whois" && source.directory ? undefined : "answers for another name";

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
function failure(subject: Subject, plan: Plan, trail: readonly Reply[]): LookupResult {
  const hops = trail.map((reply) => hopOf(reply, false));
  const failed = TELLING.map((outcome) => trail.find((reply) => reply.outcome === outcome)).find(
    (reply) => reply !== undefined,
  );
  if (failed === undefined) {
    const text = noServerText(subject, plan);
    return { outcome: "no-server", hops, text, raw: text };
  }
  const { outcome, retryAfter, source } = failed;
  const words = source.protocol === "whois" ? failed.text.trim() : "";
  const text = words === "" ? `${outcomes[outcome].text}: ${subjectText(subject)}` : failed.text;
  const raw = failed.text === "" ? text : failed.text;
  return { outcome, hops, text, raw, ...(retryAfter !== undefined && { retryAfter }) };
}
