/** The lists that `pnpm exp` prints. */
import type { SteppedPackage } from "./request.ts";

const USAGE = [
  ["pnpm exp 02", "its steps"],
  ["pnpm exp 02 3", "runs one; what follows is for the step, such as --port 0"],
  ["pnpm exp 02 3 --watch", "runs it again whenever a file changes"],
  ["pnpm exp 02 3 --diff", "what it changes in the step before"],
  ["pnpm exp 02 3 --read", "what the note says about it"],
] as const;

/** The packages that have steps, and what can be done with one. */
export function listPackages(catalog: readonly SteppedPackage[]): string[] {
  return [...columns(catalog.map(({ name, about }) => [name, about])), "", ...columns(USAGE)];
}

/** The steps of one package. */
export function listSteps({ name, about, steps }: SteppedPackage): string[] {
  const width = String(steps.length).length;
  return [
    about === "" ? name : `${name}: ${about}`,
    "",
    ...steps.map(({ number, title }) => `${String(number).padStart(width)}  ${title}`),
  ];
}

function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(0, ...rows.map(([first]) => first.length));
  return rows.map(([first, second]) => `${first.padEnd(width)}  ${second}`.trimEnd());
}
