/** The upstream side of the proxy with a clock that stands still, as the tests of upstream use it. */

import { VirtualClock } from "test-harness";
import type { RdapSource, WhoisSource } from "../../src/model/source.ts";
import { createAsk } from "../../src/upstream/ask.ts";
import { createDialer, type DialerOptions } from "../../src/upstream/dialer.ts";

export interface TestAskerOptions extends Partial<DialerOptions> {
  /** bytes @default 64 KiB */
  readonly maxReply?: number;
  readonly ca?: string;
}

/** Asks with 3 s for each address and 8 s for each hop; closed when disposed. */
export function testAsker(options: TestAskerOptions = {}) {
  const { connectTo = {}, allowAddresses = [], lookup, maxReply = 65_536, ca } = options;
  const clock = new VirtualClock();
  const dialer = createDialer({ connectTo, allowAddresses, ...(lookup && { lookup }) });
  const { ask, close } = createAsk({
    clock,
    connectTimeout: 3000,
    timeout: 8000,
    maxReply,
    dialer,
    ...(ca !== undefined && { ca }),
  });
  return { ask, clock, close, [Symbol.asyncDispose]: close };
}

/** A signal that never aborts. */
export const NEVER = new AbortController().signal;

/** A port-43 source that configuration names. */
export const whois = (host: string, more: Partial<WhoisSource> = {}): WhoisSource => ({
  protocol: "whois",
  host,
  port: 43,
  query: "example.com",
  trusted: true,
  why: "test",
  ...more,
});

/** An RDAP source that configuration names. */
export const rdap = (url: string, more: Partial<RdapSource> = {}): RdapSource => ({
  protocol: "rdap",
  url,
  trusted: true,
  why: "test",
  ...more,
});
