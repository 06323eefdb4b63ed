/**
 * Asks IANA's WHOIS about one zone after the other, politely: one connection at a time, with a pause
 * between, and longer ones when the server wants to be left alone.
 */

import { type Clock, sleep } from "01-background-tasks";
import type { HostPort } from "../../config/units.ts";
import type { Ask, Reply } from "../../model/source.ts";
import { readZoneReply } from "./iana-reply.ts";
import type { ZoneAnswer } from "./zones-to-ask.ts";

/** Between two questions, in ms. */
const PAUSE = 1000;

/** After the first failure, in ms; twice as long after each further one. */
const FIRST_WAIT = 15_000;

/** A server that asks for a longer wait than this, in ms, is left for another day. */
const LONGEST_WAIT = 10 * 60_000;

/** After so many failures one upon the other the rest is left for another day. */
const MAX_FAILURES = 5;

/** Whom to ask, how, and whom to tell. */
export interface AskZonesOptions {
  readonly server: HostPort;
  readonly ask: Ask;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Whether a zone that the server does not know may be believed to be gone. */
  readonly mayBeGone: (zone: string) => boolean;
  /** Each answer as it comes; the next zone is asked about when this has resolved. */
  readonly onAnswer: (zone: string, answer: ZoneAnswer) => Promise<void>;
  /** A zone that could not be made sense of, and why. */
  readonly onProblem: (zone: string, reason: string) => void;
}

/** Returns when all have been asked, or why that ended early. Rejects only as `onAnswer` does. */
export async function askZones(
  zones: Iterable<string>,
  options: AskZonesOptions,
): Promise<string | undefined> {
  const { clock, signal } = options;
  let failures = 0;
  let wait = 0;
  for (const zone of zones) {
    for (;;) {
      if (wait > 0) await sleep(wait, { clock, signal }).catch(() => {});
      if (signal.aborted) return "it was interrupted";
      const reply = await options.ask(sourceFor(zone, options.server), signal);
      if (signal.aborted) return "it was interrupted";
      const answer = answerOf(reply, zone, options);
      wait = PAUSE;
      if (typeof answer === "object") {
        failures = 0;
        await options.onAnswer(zone, answer);
        break;
      }
      failures += 1;
      const tired = isTired(reply);
      if (!tired) options.onProblem(zone, answer);
      wait = Math.max(reply.retryAfter ?? 0, tired ? FIRST_WAIT * 2 ** (failures - 1) : PAUSE);
      if (failures >= MAX_FAILURES || wait > LONGEST_WAIT) return answer;
      // A zone that makes no sense is left for the next time.
      if (!tired) break;
    }
  }
  return undefined;
}

/** Whether the server, and not the zone, is the matter. */
const isTired = ({ outcome }: Reply): boolean =>
  ["rate-limited", "refused", "timeout", "unreachable", "overloaded"].includes(outcome);

const sourceFor = (zone: string, server: HostPort) =>
  ({ protocol: "whois", ...server, query: zone, trusted: true, why: "tables update" }) as const;

function answerOf(reply: Reply, zone: string, options: AskZonesOptions): ZoneAnswer | string {
  const { outcome, reason = outcome, text } = reply;
  if (outcome === "found") return readZoneReply(text, zone);
  if (outcome !== "not-found") return reason;
  return options.mayBeGone(zone)
    ? { kind: "gone" }
    : "IANA lists it, and its WHOIS does not know it";
}
