/** What the words behind `pnpm exp` ask for. */
import { findPackage, findStep, type JournalPackage, type JournalStep } from "./catalog.ts";

/** A package that has steps. */
export type SteppedPackage = JournalPackage & { readonly steps: readonly JournalStep[] };

/** What can be asked for. */
export type Request =
  | { readonly kind: "packages" }
  | { readonly kind: "steps"; readonly of: SteppedPackage }
  | {
      readonly kind: "run";
      readonly step: JournalStep;
      /** Whether it is restarted when a file changes. */
      readonly watch: boolean;
      /** What is handed to the step. */
      readonly args: readonly string[];
    }
  | { readonly kind: "diff" | "read"; readonly of: SteppedPackage; readonly step: JournalStep }
  | {
      /** There is no such thing. */
      readonly kind: "wrong";
      /** One line. */
      readonly problem: string;
      /** The package whose steps may have been meant. */
      readonly of: SteppedPackage | undefined;
    };

const OPTIONS = ["--watch", "--diff", "--read"] as const;

/** What a step may know. */
const STEP_OPTION = /^--port(?:=|$)/;

/** The packages that have steps. */
export function steppedPackages(catalog: readonly JournalPackage[]): readonly SteppedPackage[] {
  return catalog.filter((it): it is SteppedPackage => it.steps !== undefined);
}

/** Reads the command line. Never throws: what cannot be done is a request of the kind `wrong`. */
export function readRequest(words: readonly string[], catalog: readonly SteppedPackage[]): Request {
  const { options, place, args, unknown } = sortWords(words);
  const [packageText, stepText] = place;
  const [option, another] = options;
  const of = packageText === undefined ? undefined : findPackage(catalog, packageText);
  const step = stepText === undefined ? undefined : findStep(of?.steps, stepText);
  const wrong = (problem: string): Request => ({ kind: "wrong", problem, of });

  if (unknown === "--help" || unknown === "-h") return { kind: "packages" };
  if (unknown !== undefined) return wrong(`Cannot use "${unknown}": exp has no such option`);
  if (another !== undefined) return wrong(`Cannot use ${option} and ${another} at once`);
  if (packageText !== undefined && of === undefined) {
    return wrong(`Cannot find package "${packageText}": none of this number or name has steps`);
  }
  if (of !== undefined && stepText !== undefined && step === undefined) {
    const numbers = `its steps are 1 to ${of.steps.length}`;
    return wrong(`Cannot find step "${stepText}" of ${of.name}: ${numbers}`);
  }
  if (of === undefined || step === undefined) {
    if (option !== undefined) return wrong(`Cannot use ${option} without a step`);
    return of === undefined ? { kind: "packages" } : { kind: "steps", of };
  }
  if (option === "--watch" || option === undefined) {
    return { kind: "run", step, watch: option === "--watch", args };
  }
  const [arg] = args;
  if (arg !== undefined) return wrong(`Cannot use "${arg}" with ${option}: the step is not run`);
  return { kind: option === "--diff" ? "diff" : "read", of, step };
}

interface SortedWords {
  readonly options: ReadonlySet<(typeof OPTIONS)[number]>;
  /** The package and the step. */
  readonly place: readonly string[];
  /** What is behind them and not for exp. */
  readonly args: readonly string[];
  readonly unknown: string | undefined;
}

/**
 * Not `parseArgs`: `--port 0` is the step's, and so is all behind `--`. A step without options would
 * take a misspelt `--diff` without a word.
 */
function sortWords(words: readonly string[]): SortedWords {
  const options = new Set<(typeof OPTIONS)[number]>();
  const place: string[] = [];
  const args: string[] = [];
  let unknown: string | undefined;
  for (const [at, word] of words.entries()) {
    const option = OPTIONS.find((it) => it === word);
    const isPlaced = place.length === 2;
    if (word === "--") {
      if (isPlaced) return { options, place, args: [...args, ...words.slice(at + 1)], unknown };
    } else if (option !== undefined) options.add(option);
    else if (isPlaced && (STEP_OPTION.test(word) || !word.startsWith("-"))) args.push(word);
    else if (word.startsWith("-")) unknown ??= word;
    else place.push(word);
  }
  return { options, place, args, unknown };
}
