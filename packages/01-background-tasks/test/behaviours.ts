/** What steps of this package do or do not do yet: each a look at what one has said, and when. */
import type { Observation } from "./support/observe.ts";

const GREETERS = ["first", "second"] as const;

/** Each says whether a step shows it. */
export const behaviours = {
  "greets again and again": ({ printed }) =>
    printed.filter(({ line }) => line === "Hello from first").length > 1,

  "starts both greeters at once": (seen) => {
    const [first, second] = GREETERS.map((name) => timeOf(seen, `Hello from ${name}`));
    return first !== undefined && first === second;
  },

  "ends by itself": ({ endedAt }) => endedAt !== undefined,

  "runs a call at once and a task later": (seen) =>
    isBefore(seen, "Hello from first", "Called first") &&
    isBefore(seen, "Created second", "Hello from second"),

  "goes on when its run has ended": ({ printed, endedAt }) =>
    printed.some(({ at }) => endedAt !== undefined && at > endedAt),

  "stops work before it is through": (seen) =>
    seen.endedAt !== undefined && begun(seen).some((name) => !isThrough(seen, name)),

  "cannot stop work that does not listen": (seen) =>
    GREETERS.some((name) => isBefore(seen, "Cancelling both", `Goodbye from ${name}`)),

  "gives up when the time is over": (seen) => {
    const gaveUp = timeOf(seen, "TimeoutError: Timed out after 250 ms");
    const began = timeOf(seen, "Hello from second");
    return gaveUp !== undefined && began !== undefined && gaveUp - began === 250;
  },

  "reports a failure that nobody awaits": ({ reported }) =>
    reported.some(({ line }) => line.startsWith('Task "first" failed and nobody awaited it: ')),

  "goes on after a failure": ({ printed, reported }) => {
    const failure = [...printed, ...reported].find(({ line }) => line.includes("lost its voice"));
    if (failure === undefined) return false;
    return printed.some(({ at, line }) => at > failure.at && line.startsWith("Goodbye"));
  },

  "lets nothing else happen while it computes": (seen) =>
    linesBetween(seen, "Without a pause", "17984 primes") === "",

  "shares its time while it computes": (seen) =>
    linesBetween(seen, "With three pauses", "17984 primes") === "tick tick tick",
} satisfies Record<string, (seen: Observation) => boolean>;

/** The name of one of them. */
export type Behaviour = keyof typeof behaviours;

function timeOf({ printed }: Observation, wanted: string): number | undefined {
  return printed.find(({ line }) => line === wanted)?.at;
}

function isBefore({ printed }: Observation, earlier: string, later: string): boolean {
  const start = printed.findIndex(({ line }) => line === earlier);
  return start !== -1 && printed.slice(start).some(({ line }) => line === later);
}

/** What is printed after the one line and before the other; `undefined` without these lines. */
function linesBetween({ printed }: Observation, from: string, to: string): string | undefined {
  const lines = printed.map(({ line }) => line);
  const start = lines.indexOf(from);
  const end = lines.indexOf(to, start);
  return start === -1 || end === -1 ? undefined : lines.slice(start + 1, end).join(" ");
}

/** The greeters and the ticker, as far as they have said something. */
function begun(seen: Observation): string[] {
  const greeters = GREETERS.filter((name) => timeOf(seen, `Hello from ${name}`) !== undefined);
  return timeOf(seen, "tick") === undefined ? greeters : [...greeters, "ticker"];
}

/** A greeter is through when it has said goodbye, or has failed; the ticker never is. */
function isThrough({ printed, reported }: Observation, name: string): boolean {
  return [...printed, ...reported].some(
    ({ line }) => line === `Goodbye from ${name}` || line.includes(`${name} lost its voice`),
  );
}
