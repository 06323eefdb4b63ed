/**
 * `pnpm bench`: our servers beside bare `node:net` programs on the same Node, in turns in one run.
 * Prints ratios, never a verdict.
 */

import { parseOptions, runMain, type Scope, UsageError } from "01-background-tasks";
import { bulk, type Load, pingPong, queries } from "./loads.ts";
import { compare, median } from "./measure.ts";

const USAGE = "start [--rounds N] [--scale X]";

async function main({ print }: Scope): Promise<void> {
  const { values } = parseOptions({
    options: {
      rounds: { type: "string", default: "7" },
      scale: { type: "string", default: "1" },
    },
  });
  const rounds = positive("--rounds", values.rounds);
  const scale = positive("--scale", values.scale);
  const units = (count: number) => Math.max(64, Math.round((count * scale) / 64) * 64);
  const comparisons: readonly (readonly [string, string, string, Load])[] = [
    ["02 echo", "echo", "bare-echo", bulk(8, units(1024))],
    ["02 echo", "echo", "bare-echo", pingPong(64, units(100_000))],
    ["04 cached answer", "whois", "bare-whois", queries(64, units(10_000))],
  ];
  for (const [title, ours, peer, load] of comparisons) {
    print(`${title} beside bare node:net, ${load.name}:`);
    const { throughput, cpu } = await compare(ours, peer, load, rounds, print);
    print(`  throughput ${ratio(throughput)}, CPU per unit ${ratio(cpu)}`);
  }
}

function positive(option: string, text: string): number {
  const value = Number(text);
  if (value > 0 && Number.isFinite(value)) return value;
  throw new UsageError(`Cannot use ${option} ${JSON.stringify(text)}: not a number above zero`);
}

/** `1.02 of its peer's (0.97 to 1.05)`: the median and the range. */
const ratio = (values: readonly number[]): string =>
  `${median(values).toFixed(2)} of its peer's ` +
  `(${Math.min(...values).toFixed(2)} to ${Math.max(...values).toFixed(2)})`;

await runMain(import.meta, main, { usage: USAGE });
