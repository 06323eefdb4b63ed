/** Everything that an answer in JSON or RDAP is made of. Pure. */

import type { Outcome } from "../model/outcome.ts";
import type { Subject } from "../model/subject.ts";
import type { ParsedQuery } from "../query/parse-query.ts";
import type { Answer } from "./answer.ts";
import type { Facts } from "./facts.ts";
import { ageOf, factsOf, type Found } from "./found.ts";
import type { Age } from "./head.ts";

/** An answer before it has a form. */
export interface AnswerParts {
  /** What is asked about, as the client wrote it; empty where nothing was. */
  readonly asked: string;
  readonly subject?: Subject;
  readonly outcome: Outcome;
  readonly facts: Facts;
  /** Where the answer may be kept. */
  readonly age?: Age;
  readonly origin: Answer["origin"];
  /** When to come back, in ms. */
  readonly retryAfter?: number;
  /** What port 43 would say, without the comment lines. */
  readonly text: string;
}

/** Reads what was found. */
export function answerParts(query: ParsedQuery, found: Found): AnswerParts {
  const { outcome, retryAfter, text } = found.value;
  const age = ageOf(found);
  return {
    asked: query.asked,
    ...(query.kind === "lookup" && { subject: query.subject }),
    outcome,
    facts: factsOf(found.value),
    ...(age && { age }),
    origin: found.origin,
    ...(retryAfter !== undefined && { retryAfter }),
    text: new TextDecoder().decode(text),
  };
}
