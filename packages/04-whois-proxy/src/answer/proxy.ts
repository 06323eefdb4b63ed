/**
 * The proxy: a query in, an answer out, whatever happens on the way. The front doors know this and
 * nothing behind it.
 *
 * @example
 * const { text } = await proxy.answer("example.com", { peer: "192.0.2.1" });
 */

import { type ParsedQuery, parseQuery, plainOptions } from "../query/parse-query.ts";
import type { Tables } from "../tables/tables.ts";
import type { Answer, AskContext, Proxy } from "./answer.ts";
import { mayAsk } from "./clients.ts";
import { createFinder, type FinderParts } from "./finder.ts";
import { answerIn } from "./forms.ts";
import { type Found, foundLocally } from "./found.ts";
import { badQueryText, HELP } from "./local.ts";
import { logDeclined, logFault, logQuery, type QueryLog } from "./query-log.ts";

/** What the proxy is made of. */
export interface ProxyParts extends FinderParts {
  /** The tables in force at this moment: a refresh puts new ones in place. */
  readonly tables: () => Tables;
  readonly log: QueryLog;
}

/** Puts the parts together. */
export function createProxy(parts: ProxyParts): Proxy {
  const { config, clock, log } = parts;
  const clients = mayAsk(config.clients);
  const find = createFinder(parts);
  const { banner } = config.answer;

  function foundFor(
    query: ParsedQuery,
    context: AskContext,
    tables: Tables,
  ): Found | Promise<Found> {
    if (!clients(context.peer)) return foundLocally("refused", "This client may not ask here");
    switch (query.kind) {
      case "bad":
        return foundLocally("bad-query", badQueryText(query.reason, context.form));
      case "help":
        return foundLocally("found", HELP, ["local help"]);
      case "lookup":
        return find(query.subject, query.options, tables);
    }
  }

  function answerTo(asked: string | ParsedQuery, context: AskContext): Answer | Promise<Answer> {
    const start = clock.now();
    const tables = parts.tables();
    const query = typeof asked === "string" ? parseQuery(asked, tables.registrableName) : asked;
    const line = typeof asked === "string" ? asked : asked.asked;
    const found = foundFor(query, context, tables);
    if (!(found instanceof Promise)) return logged(line, query, found, context, start);
    return found
      .then((later) => logged(line, query, later, context, start))
      .catch((error: unknown) => fault(error, query, context));
  }

  function logged(
    line: string,
    query: ParsedQuery,
    found: Found,
    context: AskContext,
    start: number,
  ): Answer {
    const answer = answerIn(query, found, context, banner);
    logQuery(log, line, context.peer, answer, clock.now() - start);
    return answer;
  }

  function fault(error: unknown, query: ParsedQuery, context: AskContext): Answer {
    logFault(log, query.asked, context.peer, error);
    const found = foundLocally("bad-reply", "The proxy failed to answer; its log says why");
    return answerIn(query, found, context, banner);
  }

  return {
    answer(asked, context) {
      try {
        return answerTo(asked, context);
      } catch (error) {
        return fault(error, typeof asked === "string" ? unread(asked) : asked, context);
      }
    },
    decline(outcome, reason, context) {
      logDeclined(log, outcome, reason, context.peer);
      return answerIn(unread(""), foundLocally(outcome, reason), context, banner);
    },
  };
}

/** A query of which nothing is known but what was written, if that. */
const unread = (asked: string): ParsedQuery => ({
  kind: "bad",
  reason: "it was not read",
  asked,
  options: plainOptions,
});
