/** What was found, in the form that the door and the query ask for. Pure. */

import type { ParsedQuery } from "../query/parse-query.ts";
import { rdapHelp } from "../rdap-out/help.ts";
import { rdapAnswer } from "../rdap-out/rdap-answer.ts";
import { structuredAnswer } from "../structured/structured-answer.ts";
import { traceOf } from "../structured/trace.ts";
import type { Answer, AskContext } from "./answer.ts";
import { answerParts } from "./answer-parts.ts";
import { ageOf, type Found } from "./found.ts";
import { renderHead } from "./head.ts";
import { jsonText } from "./json-text.ts";
import { WireAnswer } from "./wire-answer.ts";

/** Makes the answer. `banner` is whether text begins with comment lines. */
export function answerIn(
  query: ParsedQuery,
  found: Found,
  { form = "text", base }: AskContext,
  banner: boolean,
): Answer {
  if (form === "text" && query.options.format !== "json") return textAnswer(query, found, banner);
  const json = jsonText(objectFor(query, found, form, base));
  const text = form === "text" ? json.replaceAll("\n", "\r\n") : json;
  return new WireAnswer("", Buffer.from(text), found);
}

function textAnswer(query: ParsedQuery, found: Found, banner: boolean): Answer {
  const { outcome, sources, text, raw } = found.value;
  // What we say ourselves is not the upstream's own text.
  if (query.options.format === "raw" && found.origin !== "local")
    return new WireAnswer("", raw, found);
  return new WireAnswer(banner ? renderHead(outcome, sources, ageOf(found)) : "", text, found);
}

function objectFor(
  query: ParsedQuery,
  found: Found,
  form: AskContext["form"],
  base: string | undefined,
): object {
  const parts = answerParts(query, found);
  if (form === "rdap")
    return query.kind === "help" && parts.outcome === "found"
      ? rdapHelp()
      : rdapAnswer(parts, base);
  const answer = structuredAnswer(parts);
  return form === "lookup" ? { ...answer, trace: traceOf(parts) } : answer;
}
