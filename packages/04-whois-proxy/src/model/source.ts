/** Where an answer may come from, and what came back from there. */

import type { Outcome } from "./outcome.ts";
import type { RegistryRecord } from "./record.ts";

interface SourceBase {
  /**
   * True for what configuration and tables name: dialled as it stands. False for what a reply named
   * (a referral, a redirect): the guard decides whether it may be dialled.
   */
  readonly trusted: boolean;
  /** Why this source is in the plan, in a few words: `[zones."com"]`, `RDAP bootstrap of 2026-07-14`. */
  readonly why: string;
}

/** A port-43 server and the exact line to send it, without CRLF. */
export interface WhoisSource extends SourceBase {
  readonly protocol: "whois";
  readonly host: string;
  readonly port: number;
  readonly query: string;
  /** WHATWG encoding label of replies that are not UTF-8. */
  readonly charset?: string;
  /** A directory (IANA's WHOIS): its reply is not the answer, only the way to it. */
  readonly directory?: true;
}

/** The whole URL of an RDAP lookup (RFC 9082): base and path. */
export interface RdapSource extends SourceBase {
  readonly protocol: "rdap";
  readonly url: string;
}

export type Source = WhoisSource | RdapSource;

/** Another server that a reply points to. */
export type Referral =
  | { readonly protocol: "whois"; readonly host: string; readonly port: number }
  | { readonly protocol: "rdap"; readonly url: string };

/** What one server said, or why it said nothing. Asking never throws: failures are outcomes too. */
export interface Reply {
  readonly source: Source;
  readonly outcome: Outcome;
  /** For failures: one short line for the `source` line, such as `connect ECONNREFUSED`. */
  readonly reason?: string;
  /** From dialling to the last byte, in ms. */
  readonly took: number;
  /** The server's own text, decoded; empty when nothing came. Not yet cleaned for a terminal. */
  readonly text: string;
  /** The reply as facts, where the protocol gives facts (RDAP). */
  readonly record?: RegistryRecord;
  /** The next server to ask, if the reply names one. */
  readonly referral?: Referral;
  /** How long the server asked us to stay away, in ms. */
  readonly retryAfter?: number;
  /**
   * Of a reply that is no answer, where that is not the server's own fault: `query`, it does not
   * take this question; `elsewhere`, another registry has the object (`referral` may say which).
   */
  readonly fault?: "query" | "elsewhere";
}

/** What asking has taught about servers. */
export interface Experience {
  /** The same sources; those that have failed lately are behind the others, for a while. */
  order(sources: readonly Source[]): readonly Source[];
  /** What is held against a source, for a person: `no such host, 25 s more`. */
  against(source: Source): string | undefined;
}

/** Asks one server. Resolves within the hop's limits, whatever the server does; never rejects. */
export interface Ask {
  (source: Source, signal: AbortSignal): Promise<Reply>;
  readonly experience?: Experience;
}

/** `rdap https://…` or `whois host` (with the port unless it is 43): the server as `source` lines show it. */
export function sourceText(source: Source): string {
  if (source.protocol === "rdap") return `rdap ${source.url}`;
  const host = source.host.includes(":") ? `[${source.host}]` : source.host;
  return `whois ${host}${source.port === 43 ? "" : `:${source.port}`}`;
}
