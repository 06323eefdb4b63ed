/**
 * The proxy: a query line in, an answer out, whatever happens on the way. The front doors know this
 * and nothing behind it.
 *
 * @example
 * const { text } = await proxy.answer("example.com", { peer: "192.0.2.1" });
 */

import type { Clock } from "01-background-tasks";
import type { AnswerCache, Cached, Fetched } from "../cache/answer-cache.ts";
import type { Config } from "../config/schema.ts";
import { type Outcome, outcomes } from "../model/outcome.ts";
import type { Ask } from "../model/source.ts";
import { type Subject, subjectText } from "../model/subject.ts";
import { type Plan, planQuery } from "../plan/plan.ts";
import { parseQuery, type QueryOptions } from "../query/parse-query.ts";
import type { SpecialEntry, Tables } from "../tables/tables.ts";
import type { Answer, Proxy } from "./answer.ts";
import { toRawWire, toWire } from "./clean.ts";
import { mayAsk } from "./clients.ts";
import { hopText, renderHead } from "./head.ts";
import { explainText, HELP, HINT, specialSource, specialText } from "./local.ts";
import { lookup } from "./lookup.ts";
import { WireAnswer } from "./wire-answer.ts";
import { logDeclined, logFault, logQuery, type QueryLog } from "./query-log.ts";

/** What the proxy is made of. */
export interface ProxyParts {
  readonly config: Config;
  /** The tables in force at this moment: a refresh puts new ones in place. */
  readonly tables: () => Tables;
  readonly cache: AnswerCache<CachedLookup>;
  readonly ask: Ask;
  readonly clock: Clock;
  readonly log: QueryLog;
}

/** A lookup as the cache keeps it: cleaned and encoded for the wire once, not at every hit. */
export interface CachedLookup {
  readonly outcome: Outcome;
  readonly sources: readonly string[];
  readonly text: Uint8Array;
  readonly raw: Uint8Array;
  readonly retryAfter?: number;
}

/** What a string or a buffer costs beside its content; a character may cost two bytes. */
const BYTES_PER_PART = 100;

/** Puts the parts together. */
export function createProxy(parts: ProxyParts): Proxy {
  const { config, clock, log, cache } = parts;
  const clients = mayAsk(config.clients);

  const local = (outcome: Outcome, text: string, sources: readonly string[] = []): Answer => {
    const head = config.answer.banner ? renderHead(outcome, sources) : "";
    return new WireAnswer(head, Buffer.from(toWire(text)), { outcome, sources, origin: "local" });
  };

  function answerLine(line: string, peer: string): Answer | Promise<Answer> {
    if (!clients(peer)) return local("refused", "This client may not ask here");
    const tables = parts.tables();
    const query = parseQuery(line, tables.registrableName);
    switch (query.kind) {
      case "bad":
        return local("bad-query", `Cannot understand the query: ${query.reason}\n${HINT}`);
      case "help":
        return local("found", HELP, ["local help"]);
      case "lookup":
        return answerLookup(query.subject, query.options, tables);
    }
  }

  function answerLookup(
    subject: Subject,
    options: QueryOptions,
    tables: Tables,
  ): Answer | Promise<Answer> {
    const key = keyOf(subject, options);
    const hit = options.fresh || options.format === "explain" ? undefined : cache.hit(key);
    if (hit !== undefined) return wordsOf(hit, options);
    const plan = planQuery(subject, options, { config, tables });
    if (options.format === "explain")
      return local("found", explainText(subject, plan), ["local plan"]);
    if (plan.special !== undefined) return wordsOf(setAside(subject, plan.special), options);
    return cache
      .get(key, () => fetchAnswer(subject, plan, options, tables), { around: options.fresh })
      .then((cached) => wordsOf(cached, options));
  }

  /** What the tables alone answer needs no place in the cache, and is as fresh as a found answer. */
  function setAside(subject: Subject, special: SpecialEntry): Cached<CachedLookup> {
    const text = Buffer.from(toWire(specialText(subject, special)));
    const value = { outcome: "found", sources: [specialSource(special)], text, raw: text } as const;
    return { value, age: 0, freshFor: config.cache.found, stale: false, origin: "fresh" };
  }

  function wordsOf(cached: Cached<CachedLookup>, { format }: QueryOptions): Answer {
    const { outcome, sources, text, raw, retryAfter } = cached.value;
    const failure = cached.failure?.outcome;
    const age = outcomes[outcome].keep === "never" ? undefined : { ...cached, failure };
    const head = format === "raw" || !config.answer.banner ? "" : renderHead(outcome, sources, age);
    const { origin } = cached;
    const facts = { outcome, sources, origin, failure, retryAfter };
    return new WireAnswer(head, format === "raw" ? raw : text, facts);
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
    const { outcome, hops, text, raw, retryAfter } = await lookup(
      subject,
      plan,
      parts.ask,
      limits,
      deadline.signal,
    );
    const wire = Buffer.from(toWire(text));
    const rawWire = Buffer.from(toRawWire(raw));
    return fetched({
      outcome,
      sources: hops.map(hopText),
      text: wire,
      // A WHOIS reply is often the same either way, and then it is kept once.
      raw: wire.equals(rawWire) ? wire : rawWire,
      ...(retryAfter !== undefined && { retryAfter }),
    });
  }

  function fetched(value: CachedLookup): Fetched<CachedLookup> {
    const { keep } = outcomes[value.outcome];
    const freshFor = keep === "never" ? 0 : config.cache[keep];
    const { text, raw, sources } = value;
    const words = sources.reduce((sum, word) => sum + BYTES_PER_PART + 2 * word.length, 0);
    const bytes = words + 2 * BYTES_PER_PART + text.length + (raw === text ? 0 : raw.length);
    return { value, freshFor, keep: keep !== "never", bytes };
  }

  function logged(answer: Answer, line: string, peer: string, start: number): Answer {
    logQuery(log, line, peer, answer, clock.now() - start);
    return answer;
  }

  function fault(error: unknown, line: string, peer: string): Answer {
    logFault(log, line, peer, error);
    return local("bad-reply", "The proxy failed to answer; its log says why");
  }

  return {
    answer(line, { peer }) {
      const start = clock.now();
      try {
        const answer = answerLine(line, peer);
        if (!(answer instanceof Promise)) return logged(answer, line, peer, start);
        return answer
          .then((later) => logged(later, line, peer, start))
          .catch((error: unknown) => fault(error, line, peer));
      } catch (error) {
        return fault(error, line, peer);
      }
    },
    decline(outcome, reason, peer) {
      logDeclined(log, outcome, reason, peer);
      return local(outcome, reason);
    },
  };
}

/** Equal keys have equal answers: the subject, and the options that change what is asked. */
function keyOf(subject: Subject, { via, referral, passThrough }: QueryOptions): string {
  const options = [via ?? "", referral ? "" : "registry", ...passThrough];
  return `${subject.kind} ${subjectText(subject)} ${options.join(" ")}`;
}

/** A signal that aborts after `ms`, unless it is disposed of before. */
function deadlineSignal(clock: Clock, ms: number): Disposable & { readonly signal: AbortSignal } {
  const controller = new AbortController();
  const timer = clock.callLater(ms, () => {
    controller.abort(
      new DOMException("The deadline of the whole answer has passed", "TimeoutError"),
    );
  });
  return { signal: controller.signal, [Symbol.dispose]: () => timer.cancel() };
}
