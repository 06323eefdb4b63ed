/**
 * The words in which WHOIS servers say that there is no answer: lower case, `…` for anything in
 * between. Data only; classify.ts says what counts where.
 */

/** "You ask too much": whatever else the reply says, it is no answer. */
export const rateLimited: readonly string[] = [
  "limit … exceeded",
  "exceeded … limit",
  "limit reached",
  "limit … been reached",
  "quota … exceeded",
  "exceeded … quota",
  "exceeded … allow",
  "exceeded … maximum",
  "maximum … reached",
  "number of allowed queries exceeded",
  "too many requests",
  "too many queries",
  "too many connections",
  "per second allowed",
  "slow down",
  "please go away for",
  "excessive querying, grace period",
  "due to excessive",
  "excessive queries from",
  "server too busy",
  "server is too busy",
  "server is busy",
  "access is too fast",
  "error:201",
  "error:305",
  "error:306",
];

/** "Not you": for good, or without saying for how long. */
export const refused: readonly string[] = [
  "permanently denied",
  "access denied",
  "access is denied",
  "access … has been denied",
  "access refused",
  "query refused",
  "connection refused",
  "permission denied",
  "not permitted",
  "not authorized",
  "not authorised",
  "blacklisted",
  "has been banned",
  "has been blocked",
  "is blocked",
];

/** "There is no such object." */
export const notFound: readonly string[] = [
  "no match",
  "no matching",
  "not found",
  "no found",
  "not_found",
  "could not be found",
  "no entries found",
  "no data found",
  "no object found",
  "no objects found",
  "no record found",
  "no records found",
  "no results found",
  "nothing found",
  "no information available",
  "no such domain",
  "no such object",
  "no domain exists",
  "does not exist",
  "not exist in",
  "domain unknown",
  "name not known",
  "not registered",
  "not been registered",
  "have an entry in our database",
  "available for registration",
  "returned 0 objects",
  "error:101",
  "unallocated and unassigned",
  "no existe",
  "no se encontro",
  "no se encontró",
  "no_se_encontro",
  "no se encuentra registrado",
  "nicht gefunden",
  "nicht registriert",
  "non trouvé",
  "não encontrado",
  "не найден",
  "등록되어 있지 않",
];

/** The same, where nothing may come after it: "service is free of charge" is something else. */
export const notFoundAtEnd: readonly string[] = ["is free", "is available"];

/** The same, as the value of a status line or as the whole statement. */
export const freeStatuses: readonly string[] = [
  "free",
  "available",
  "avail",
  "available for registration",
  "no object found",
  "not found",
  "not registered",
  "unregistered",
  "no match",
];

/** "Nobody can register this": the object is known, however the rest of the reply puts it. */
export const reserved: readonly string[] = [
  "reserved domain",
  "domain reserved",
  "domain is reserved",
  "domain has been reserved",
  "name is reserved",
  "name has been reserved",
  "reserved by the registry",
  "available for purchase",
  "dpml brand protection",
];

/** Words that turn a statement of {@link notFound} into something else. */
export const notFree: readonly string[] = [
  ...reserved,
  "premium",
  "platinum",
  "not available",
  "unavailable for",
  "reserved",
  "blocked",
  "prohibited",
];

/** Conditions: terms of use, not events. */
export const conditions: readonly string[] = [
  "if you ",
  "if the ",
  "once you",
  "when you",
  "when the ",
];

/** "Port 43 has ended here." */
export const closed: readonly string[] = [
  "tld is not supported",
  "tld not supported",
  "unsupported tld",
  "service has been discontinued",
  "service has been retired",
  "service has been decommissioned",
  "service is discontinued",
  "service is no longer",
  "whois is no longer",
];

/** "Something is broken here." */
export const brokenDown: readonly string[] = [
  "internal error",
  "internal server error",
  "internal whois server error",
  "temporarily unavailable",
  "temporarily not available",
  "temporary failure",
  "currently unavailable",
  "currently not available",
  "service unavailable",
  "service is unavailable",
  "database error",
  "database is down",
  "under maintenance",
  "try again later",
];

/** "I do not understand." */
export const notUnderstood: readonly string[] = [
  "invalid query",
  "invalid request",
  "invalid domain",
  "invalid input",
  "invalid option",
  "malformed",
  "bad request",
  "syntax error",
  "unknown command",
  "query terms are ambiguous",
  "status: invalid",
  "error:10",
  "error:11",
];
