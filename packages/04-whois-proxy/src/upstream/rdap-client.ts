/** One lookup at one RDAP server (RFC 7480), along its redirects. */

import type { RdapSource } from "../model/source.ts";
import { HopFailure } from "./hop-failure.ts";
import type { HopReply } from "./hop-reply.ts";
import { type HttpDeps, type HttpReply, httpGet } from "./http-get.ts";
import { readRdapReply } from "./rdap-reply.ts";

const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** Registries redirect to each other; more steps than this lead nowhere. */
const MAX_REDIRECTS = 5;

/**
 * Asks and says what the answer means. Rejects with a HopFailure if none came, or with
 * `signal.reason` as soon as the signal aborts; then the connection is gone.
 */
export async function askRdap(
  source: RdapSource,
  deps: HttpDeps,
  signal: AbortSignal,
): Promise<HopReply> {
  const asked = webUrl(source.url, undefined);
  const visited = new Set<string>();
  for (let url = asked; visited.size <= MAX_REDIRECTS;) {
    visited.add(keyOf(url));
    // Configuration speaks for its own server, and for nobody that this one sends us to.
    const trusted = source.trusted && url.origin === asked.origin;
    const reply = await httpGet(url, trusted, deps, signal);
    if (!redirects.has(reply.status)) return readRdapReply(reply, asked);
    url = redirectOf(reply, url);
    if (visited.has(keyOf(url))) throw new HopFailure("bad-reply", "redirects in a circle");
  }
  throw new HopFailure("bad-reply", `more than ${MAX_REDIRECTS} redirects`);
}

function redirectOf(reply: HttpReply, from: URL): URL {
  const location = reply.header("location");
  if (location === undefined) throw new HopFailure("bad-reply", "a redirect to nowhere");
  const to = webUrl(location, from);
  if (from.protocol === "https:" && to.protocol === "http:")
    throw new HopFailure("bad-reply", "a redirect from https to http");
  return to;
}

function webUrl(text: string, base: URL | undefined): URL {
  const url = URL.parse(text, base);
  if (url === null || !/^https?:$/.test(url.protocol))
    throw new HopFailure("bad-reply", `not a web address: ${JSON.stringify(text.slice(0, 100))}`);
  return url;
}

/** Without the fragment, which is never sent; servers and proxies differ in capitals only by mistake. */
const keyOf = ({ origin, pathname, search }: URL): string =>
  `${origin}${pathname}${search}`.toLowerCase();
