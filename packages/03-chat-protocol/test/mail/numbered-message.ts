/** Messages that a number stands for: whoever has the number knows every byte. */

/** One message in so many is longer than any buffer on its way. */
const LONG_ONE_IN = 25;

/** Message `number`: from 40 bytes to 20 kB, sometimes 400 kB; some lines begin with dots. */
export function numberedMessage(number: number): string {
  const chance = random(number);
  const lines = chance(LONG_ONE_IN) === 0 ? 5000 : chance(250);
  const body = Array.from({ length: lines }, () => {
    return `${".".repeat(chance(3))}${chance(10)}`.repeat(chance(40));
  });
  return [`Subject: ${number}`, "", ...body, `the end of ${number}`, ""].join("\r\n");
}

/** The number of a message, or undefined when it does not say one. */
export function numberOf(message: string): number | undefined {
  const number = /^Subject: (\d+)\r\n/.exec(message)?.[1];
  return number === undefined ? undefined : Number(number);
}

/**
 * Whole numbers below a limit, by chance, always the same for the same seed (mulberry32): so a test
 * that fails fails again.
 */
export function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}
