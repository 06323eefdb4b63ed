/**
 * All the parts of the proxy, put together: what `start` listens with and `query` asks once.
 */

import type { Clock } from "01-background-tasks";
import type { CachedLookup } from "./answer/cached-lookup.ts";
import { createProxy } from "./answer/proxy.ts";
import type { Proxy } from "./answer/answer.ts";
import type { QueryLog } from "./answer/query-log.ts";
import { AnswerCache } from "./cache/answer-cache.ts";
import type { Config } from "./config/schema.ts";
import type { Tables } from "./tables/tables.ts";
import { createAsk } from "./upstream/ask.ts";
import { createDialer } from "./upstream/dialer.ts";

export interface ServiceOptions {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: QueryLog;
  /** The tables in force at this moment. */
  readonly tables: () => Tables;
}

/** A proxy that can be asked, until it is disposed of. */
export interface Service extends AsyncDisposable {
  readonly proxy: Proxy;
  readonly cache: Pick<AnswerCache<CachedLookup>, "size">;
}

/** Makes the cache, the clients of upstream servers, and the proxy on them. */
export function createService({ config, clock, log, tables }: ServiceOptions): Service {
  const { upstream, cache } = config;
  const { ask, close } = createAsk({
    clock,
    connectTimeout: upstream.connect_timeout,
    timeout: upstream.timeout,
    maxReply: upstream.max_reply,
    dialer: createDialer({
      connectTo: upstream.connect_to,
      allowAddresses: upstream.allow_addresses,
    }),
  });
  const answers = new AnswerCache<CachedLookup>({
    clock,
    maxSize: cache.max_size,
    stale: cache.stale,
    staleAfter: cache.stale_after,
  });
  const proxy = createProxy({ config, clock, log, tables, ask, cache: answers });
  return { proxy, cache: answers, [Symbol.asyncDispose]: close };
}
