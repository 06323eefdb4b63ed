/**
 * Circuit breakers: what asking has taught about servers. One that fails is put behind the others
 * for a while, which grows with every failure; after that, one question tries it again. Where there
 * are no others it is asked all the same, but sparingly once it has failed often enough.
 *
 * @example
 * const circuits = new Circuits(clock);
 * const reply = circuits.begin(source) ?? circuits.end(await ask(source));
 * circuits.order(sources);
 */

import type { Clock } from "01-background-tasks";
import type { Experience, Reply, Source } from "../model/source.ts";
import { durationText } from "./hop-failure.ts";

/** How long the first failure puts a server behind the others, in ms; each further one doubles it. */
const FIRST_WAIT = 30_000;
/** The longest time behind the others, in ms, whoever asks for more; the same as `[upstream] backoff`. */
const LONGEST_WAIT = 3_600_000;
/** How long who says "too much", but not for how long, is behind the others, in ms. */
const LIMITED_WAIT = 60_000;

/**
 * Failures in a row after which a server that says nothing at all is asked sparingly, even where it
 * is the only one: it costs every client the time of a whole hop. One that says something does not.
 */
const PATIENCE = 5;
/** What sparingly is: one question in so many ms, doubled by each further failure up to the longest. */
const FIRST_PAUSE = 5000;
const LONGEST_PAUSE = 60_000;

/** Servers remembered; replies of strangers name hosts without end. */
const MAX_CIRCUITS = 10_000;

interface Circuit {
  /** In a row; 0 for a server that works but asked us to wait. */
  readonly failures: number;
  readonly reply: Pick<Reply, "outcome" | "reason">;
  /** Behind the others until then, and then until the question that tries it has ended. */
  readonly behindUntil: number;
  /** Not asked at all until then. */
  readonly silentUntil: number;
}

/** What is known of every server, and of every zone at every server. */
export class Circuits implements Experience {
  readonly #clock: Clock;
  readonly #circuits = new Map<string, Circuit>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  order(sources: readonly Source[]): readonly Source[] {
    const behind = new Set(sources.filter((source) => this.#isBehind(source)));
    if (behind.size === 0) return sources;
    return [...sources.filter((source) => !behind.has(source)), ...behind];
  }

  against(source: Source): string | undefined {
    const now = this.#clock.now();
    const held = this.#of(source).find(({ behindUntil }) => behindUntil > now);
    return held && `${wordsOf(held)}, ${seconds(held.behindUntil - now)} more`;
  }

  /** To be called before a server is asked: the reply to take for its own where it must not be. */
  begin(source: Source): Reply | undefined {
    const now = this.#clock.now();
    const silent = this.#of(source).find(({ silentUntil }) => silentUntil > now);
    if (silent !== undefined) return notAsked(source, silent, silent.silentUntil - now);
    // This question is the trial: until it has ended, the others go on as before.
    for (const key of keysOf(source)) this.#extend(key);
    return undefined;
  }

  /** To be called with what came back: the same reply. */
  end(reply: Reply): Reply {
    const [server, zone] = keysOf(reply.source);
    switch (reply.outcome) {
      case "unreachable":
      case "timeout":
        this.#fail(server, reply);
        break;
      case "rate-limited":
        this.#keepBehind(server, reply);
        break;
      case "refused":
        this.#close(server);
        this.#fail(zone, reply);
        break;
      case "bad-reply":
        this.#close(server);
        if (reply.fault === undefined) this.#fail(zone, reply);
        break;
      default:
        this.#close(server);
        this.#close(zone);
    }
    return reply;
  }

  #isBehind(source: Source): boolean {
    const now = this.#clock.now();
    return this.#of(source).some(({ behindUntil }) => behindUntil > now);
  }

  #of = (source: Source): Circuit[] =>
    keysOf(source).flatMap((key) => this.#circuits.get(key) ?? []);

  #extend(key: string): void {
    const circuit = this.#circuits.get(key);
    if (circuit !== undefined && circuit.failures > 0)
      this.#hold(key, circuit.failures, circuit.reply);
  }

  #fail(key: string, { outcome, reason = outcome }: Reply): void {
    this.#hold(key, (this.#circuits.get(key)?.failures ?? 0) + 1, { outcome, reason });
  }

  #hold(key: string, failures: number, reply: Circuit["reply"]): void {
    const now = this.#clock.now();
    const pause = isSilence(reply.outcome) ? pauseAfter(failures) : 0;
    const wait = doubled(FIRST_WAIT, failures, LONGEST_WAIT);
    this.#set(key, { failures, reply, behindUntil: now + wait, silentUntil: now + pause });
  }

  /** As long as the server says, within reason: it works, and is asked where nobody else can be. */
  #keepBehind(key: string, { outcome, reason = outcome, retryAfter = LIMITED_WAIT }: Reply): void {
    const now = this.#clock.now();
    const behindUntil = now + Math.min(retryAfter, LONGEST_WAIT);
    this.#set(key, { failures: 0, reply: { outcome, reason }, behindUntil, silentUntil: now });
  }

  #close(key: string): void {
    this.#circuits.delete(key);
  }

  /** The one that was touched least lately makes room. */
  #set(key: string, circuit: Circuit): void {
    this.#circuits.delete(key);
    this.#circuits.set(key, circuit);
    if (this.#circuits.size <= MAX_CIRCUITS) return;
    const [oldest] = this.#circuits.keys();
    if (oldest !== undefined) this.#circuits.delete(oldest);
  }
}

/** Of the server itself, and of the zone there: a server may be closed for one zone only. */
function keysOf(source: Source): readonly [server: string, zone: string] {
  // A stranger's word, which the guard may refuse, is nothing against the same host in our tables.
  const by = source.trusted ? "" : "referred ";
  const server =
    source.protocol === "rdap"
      ? `${by}${URL.parse(source.url)?.origin ?? source.url}`
      : `${by}${source.host.toLowerCase()}:${source.port}`;
  return [server, `${server} ${zoneOf(source)}`];
}

/** The top-level domain of the name that is asked for; empty for numbers and handles. */
function zoneOf(source: Source): string {
  const words = source.protocol === "rdap" ? source.url : source.query;
  return /\.(?!\d+(?:\/e)?$)([^\s./]+)(?:\/e)?$/.exec(words.slice(-300))?.[1] ?? "";
}

function notAsked(source: Source, { reply }: Circuit, wait: number): Reply {
  const { outcome, reason = outcome } = reply;
  const words = `not asked for ${seconds(wait)} more: ${reason}`;
  return { source, outcome, reason: words, took: 0, text: "" };
}

const isSilence = (outcome: Reply["outcome"]): boolean =>
  outcome === "unreachable" || outcome === "timeout";

const wordsOf = ({ reply }: Circuit): string => reply.reason ?? reply.outcome;

const seconds = (ms: number): string => durationText(Math.ceil(ms / 1000) * 1000);

const pauseAfter = (failures: number): number =>
  failures < PATIENCE ? 0 : doubled(FIRST_PAUSE, failures - PATIENCE + 1, LONGEST_PAUSE);

const doubled = (first: number, times: number, most: number): number =>
  Math.min(first * 2 ** (times - 1), most);
