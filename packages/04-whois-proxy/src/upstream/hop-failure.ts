/** Why one hop gave no answer: thrown inside upstream/, and made a reply again by ask.ts. */

import { TimeoutError } from "01-background-tasks";
import type { Outcome } from "../model/outcome.ts";

/** What can go wrong on the way to a server and back, apart from what the server says. */
export type FailedOutcome = Extract<Outcome, "unreachable" | "timeout" | "bad-reply">;

/** A hop that ended without an answer; its message is the reason that the `source` line shows. */
export class HopFailure extends Error {
  override readonly name = "HopFailure";
  readonly outcome: FailedOutcome;
  /** `query`: of this object the server has too much to say, and of others it may have less. */
  readonly fault: "query" | undefined;

  constructor(
    outcome: FailedOutcome,
    reason: string,
    options?: ErrorOptions & { readonly fault?: "query" },
  ) {
    super(reason, options);
    this.outcome = outcome;
    this.fault = options?.fault;
  }
}

/** What the system, TLS and undici mean by their codes. */
const words: Readonly<Record<string, string>> = {
  ECONNREFUSED: "connection refused",
  ECONNRESET: "connection reset",
  EPIPE: "connection reset",
  EHOSTUNREACH: "no route to the host",
  ENETUNREACH: "no route to the network",
  EADDRNOTAVAIL: "no route to the network",
  ETIMEDOUT: "no connection in time",
  ENOTFOUND: "no such host",
  ENODATA: "no such host",
  EAI_AGAIN: "the name cannot be looked up now",
  CERT_HAS_EXPIRED: "TLS: the certificate has expired",
  CERT_NOT_YET_VALID: "TLS: the certificate is not valid yet",
  ERR_TLS_CERT_ALTNAME_INVALID: "TLS: the certificate is for another name",
  DEPTH_ZERO_SELF_SIGNED_CERT: "TLS: nobody we know signed the certificate",
  SELF_SIGNED_CERT_IN_CHAIN: "TLS: nobody we know signed the certificate",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "TLS: nobody we know signed the certificate",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "TLS: nobody we know signed the certificate",
  UND_ERR_SOCKET: "the connection was closed before the end of the reply",
  UND_ERR_ABORTED: "the connection was closed before the end of the reply",
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: "the reply is shorter than it says",
  UND_ERR_HEADERS_OVERFLOW: "HTTP headers without end",
};

/** A few plain words for an error; its own message where there are none. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  if (Object.hasOwn(words, code)) return words[code] ?? code;
  // Its code is not always set.
  if (error.name === "HTTPParserError") return "malformed HTTP";
  return code.startsWith("ERR_SSL") || code === "EPROTO" ? "TLS: no handshake" : error.message;
}

/** Any error as a failure of the hop: `outcome` is for those that do not say it themselves. */
export function failureOf(error: unknown, outcome: FailedOutcome): HopFailure {
  if (error instanceof HopFailure) return error;
  if (error instanceof TimeoutError)
    return new HopFailure("timeout", `no answer within ${durationText(error.ms)}`, {
      cause: error,
    });
  return new HopFailure(outcome, reasonOf(error), { cause: error });
}

/** `8 s`, `1800 ms`. */
export const durationText = (ms: number): string =>
  ms % 1000 === 0 ? `${ms / 1000} s` : `${ms} ms`;

/** The failure of a reply that is longer than `[upstream] max_reply`, in bytes. */
export function tooLong(limit: number): HopFailure {
  const [size, unit] =
    limit % 1024 ** 2 === 0
      ? [limit / 1024 ** 2, "MiB"]
      : limit % 1024 === 0
        ? [limit / 1024, "KiB"]
        : [limit, "bytes"];
  return new HopFailure("bad-reply", `more than ${size} ${unit}`, { fault: "query" });
}
