/** A lookup as the cache keeps it: cleaned and encoded once, not at every hit. Pure. */

import type { Outcome } from "../model/outcome.ts";
import type { Plan } from "../plan/plan.ts";
import { toRawWire, toWire } from "./clean.ts";
import { type Facts, stepOf } from "./facts.ts";
import { hopText } from "./head.ts";
import type { LookupResult } from "./lookup-result.ts";

/** Bytes for every form of the answer. */
export interface CachedLookup {
  readonly outcome: Outcome;
  /** The words of the `source` lines. */
  readonly sources: readonly string[];
  readonly text: Uint8Array;
  readonly raw: Uint8Array;
  /** `Facts` as JSON: only who asks for facts pays for reading them. */
  readonly facts: Uint8Array;
  readonly retryAfter?: number;
}

/** Encodes what a lookup has found out. */
export function cachedLookup(result: LookupResult, plan: Plan): CachedLookup {
  const { outcome, hops, retryAfter, record } = result;
  const text = Buffer.from(toWire(result.text));
  const raw = Buffer.from(toRawWire(result.raw));
  const facts: Facts = {
    ...(record && { record }),
    hops,
    plan: plan.sources.map(stepOf),
    notes: plan.notes,
  };
  return {
    outcome,
    sources: hops.map(hopText),
    text,
    // A WHOIS reply is often the same either way, and then it is kept once.
    raw: text.equals(raw) ? text : raw,
    facts: Buffer.from(JSON.stringify(facts)),
    ...(retryAfter !== undefined && { retryAfter }),
  };
}

/** What a string or a buffer costs beside its content; a character may cost two bytes. */
const BYTES_PER_PART = 100;

/** Its size in the cache, in bytes. */
export function bytesOf({ text, raw, facts, sources }: CachedLookup): number {
  const words = sources.reduce((sum, word) => sum + BYTES_PER_PART + 2 * word.length, 0);
  const buffers = text.length + (raw === text ? 0 : raw.length) + facts.length;
  return words + 3 * BYTES_PER_PART + buffers;
}

/** Reads the facts again. */
export function decodeFacts(bytes: Uint8Array): Facts {
  const facts: Facts = JSON.parse(new TextDecoder().decode(bytes));
  return facts;
}
