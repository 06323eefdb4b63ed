/**
 * What a WHOIS reply means. The protocol has no status code: a server that has no such object, one
 * that has had enough of us, and one that is broken all answer in words of their own. Pure.
 *
 * @example
 * classifyWhois('No match for "EXAMPLE.COM".\r\n').outcome; // "not-found"
 */

import type { Outcome } from "../model/outcome.ts";
import * as phrases from "./phrases.ts";
import { type LabelledLine, replyLines } from "./reply-lines.ts";
import { regionalReply } from "./regional-reply.ts";
import { waitIn } from "./retry-after.ts";

export interface Classification {
  readonly outcome: Extract<
    Outcome,
    "found" | "not-found" | "rate-limited" | "refused" | "bad-reply"
  >;
  /** For all but found and not found: in a few words, the server's own where it had some. */
  readonly reason?: string;
  /** How long the server asked us to stay away, in ms. */
  readonly retryAfter?: number;
  /** Of a bad reply that is not the server's own fault; see `Reply`. */
  readonly fault?: "query" | "elsewhere";
}

/** Labels whose value is the state of the object asked for. */
const STATUS = /^(domain |registration |domain name )?(status|state)$|^estado$|^estado \/ status$/;

/** Labels whose value is talk about the query. */
const MESSAGE = /^(query |whois )?error$|^(message|result|info|domain|domain name|query|object)$/;

/** This many labelled facts make a record; a phrase in it is part of somebody's data. */
const RECORD = 3;

/** Characters of the server's words that a reason quotes. */
const REASON = 100;

/**
 * Says how a query ended, judging by its reply. What speaks of limits outranks all else: a server
 * that has had enough may add "no match" without having looked. A name that the registry reserves
 * is found. Never throws, and takes time linear in the length of the text.
 */
export function classifyWhois(text: string): Classification {
  if (text.trim() === "") return { outcome: "bad-reply", reason: "empty reply" };
  if (isWebPage(text)) return { outcome: "bad-reply", reason: "a web page, not a WHOIS reply" };
  const { labelled, statements, plain } = replyLines(text);
  const isRecord = labelled.filter(isFact).length >= RECORD;
  const talk = isRecord ? labelled.filter(({ label }) => MESSAGE.test(label)) : labelled;
  const said = [...statements, ...talk.map(({ label, value }) => `${label}: ${value}`)];

  const limit = firstWith(said, phrases.rateLimited);
  if (limit !== undefined) return limited(said, limit);
  if (firstWith(said, phrases.reserved) !== undefined) return { outcome: "found" };
  if (labelled.some(isFree)) return NOT_FOUND;
  if (regionalReply(text)?.isElsewhere === true) return ELSEWHERE;
  if (isRecord) return { outcome: "found" };
  if (said.some(isNotFound)) return NOT_FOUND;
  const failure = failureIn(said);
  if (failure !== undefined) return failure;
  return plain ? { outcome: "found" } : { outcome: "bad-reply", reason: "comments only, no data" };
}

const NOT_FOUND: Classification = { outcome: "not-found" };

const ELSEWHERE: Classification = {
  outcome: "bad-reply",
  reason: "another registry's address space",
  fault: "elsewhere",
};

function limited(said: readonly string[], limit: string): Classification {
  const forGood = firstWith(said, ["permanently denied", "permanently blocked"]);
  if (forGood !== undefined) return { outcome: "refused", reason: quoted(forGood) };
  const retryAfter = said.map(waitIn).find((wait) => wait !== undefined);
  const reply = { outcome: "rate-limited", reason: quoted(limit) } as const;
  return retryAfter === undefined ? reply : { ...reply, retryAfter };
}

const isFree = ({ label, value }: LabelledLine): boolean =>
  STATUS.test(label) && isOneOf(value, phrases.freeStatuses);

function isNotFound(statement: string): boolean {
  const words = plainWords(statement);
  if (phrases.notFree.some((phrase) => words.includes(phrase))) return false;
  return (
    phrases.notFound.some((phrase) => words.includes(phrase)) ||
    phrases.notFoundAtEnd.some((phrase) => words.endsWith(phrase)) ||
    isOneOf(statement, phrases.freeStatuses)
  );
}

/** The ways to say nothing, in a reply without a record; the server's words are the reason. */
function failureIn(said: readonly string[]): Classification | undefined {
  const kinds = [
    ["bad-reply", phrases.closed],
    ["refused", phrases.refused],
    ["bad-reply", phrases.notUnderstood],
    ["bad-reply", phrases.brokenDown],
  ] as const;
  for (const [outcome, words] of kinds) {
    const statement = firstWith(said, words);
    if (statement === undefined) continue;
    const failure = { outcome, reason: quoted(statement) };
    return words === phrases.notUnderstood ? { ...failure, fault: "query" } : failure;
  }
  return undefined;
}

const isFact = ({ label, value, comment }: LabelledLine): boolean =>
  !comment && value !== "" && !STATUS.test(label) && !MESSAGE.test(label);

function isWebPage(text: string): boolean {
  const start = text.trimStart().slice(0, 20).toLowerCase();
  return ["<!doctype", "<html", "http/1."].some((sign) => start.startsWith(sign));
}

/** The first statement with one of these phrases in it that is not a mere condition. */
function firstWith(said: readonly string[], wanted: readonly string[]): string | undefined {
  return said.find((statement) => {
    const words = plainWords(statement);
    if (phrases.conditions.some((condition) => words.includes(condition))) return false;
    return wanted.some((phrase) => hasInOrder(words, phrase.split(" … ")));
  });
}

/** Whether all parts stand in the words, one after the other. */
function hasInOrder(words: string, parts: readonly string[]): boolean {
  let from = 0;
  return parts.every((part) => {
    const at = words.indexOf(part, from);
    from = at + part.length;
    return at !== -1;
  });
}

const isOneOf = (text: string, list: readonly string[]): boolean => list.includes(plainWords(text));

/** In lower case, without the marks that end a sentence. */
const plainWords = (text: string): string =>
  text
    .slice(0, 1000)
    .toLowerCase()
    .replace(/[.!?]{1,5}$/, "")
    .trim();

const quoted = (statement: string): string =>
  statement.length <= REASON ? statement : `${statement.slice(0, REASON)}…`;
