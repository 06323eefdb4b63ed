/** The numbered packages of the journal and their steps, as the folders and `steps.ts` have them. */
import { access, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Step } from "test-harness";

/** One step of a package. */
export interface JournalStep {
  /** The number of its package: `02`. */
  readonly package: string;
  /** Its place in the manifest, from 1. */
  readonly number: number;
  /** The file in `experiments/`, without its ending: `03-echoes`. */
  readonly name: string;
  /** One line, which is also the heading of its section in the note. */
  readonly title: string;
  /** The absolute path of the file. */
  readonly file: string;
}

/** One numbered package. */
export interface JournalPackage {
  /** Its two digits: `02`. */
  readonly number: string;
  /** Its folder's name: `02-echo-server`. */
  readonly name: string;
  /** The absolute path of its folder. */
  readonly folder: string;
  /** What it is about, in one line: the first words of `src/mod.ts`; empty when there are none. */
  readonly about: string;
  /** Undefined when the package has no `steps.ts`. */
  readonly steps: readonly JournalStep[] | undefined;
}

/** The packages under `root`, in order. Rejects when a `steps.ts` cannot be loaded. */
export async function readCatalog(root: string): Promise<readonly JournalPackage[]> {
  const folder = join(root, "packages");
  const names = (await readdir(folder)).filter((name) => /^\d\d-/.test(name)).toSorted();
  return Promise.all(names.map((name) => readPackage(name, join(folder, name))));
}

/** The package with this number or name, written `2`, `02` or `02-echo-server`. */
export function findPackage<P extends Pick<JournalPackage, "number" | "name">>(
  catalog: readonly P[],
  text: string,
): P | undefined {
  return catalog.find(({ number, name }) => name === text || number === text.padStart(2, "0"));
}

/** The step with this number or name, written `3`, `03` or `03-echoes`. */
export function findStep(
  steps: readonly JournalStep[] | undefined,
  text: string,
): JournalStep | undefined {
  const digits = /^\d{1,2}$/.test(text) ? Number(text) : undefined;
  return steps?.find(({ number, name }) => name === text || number === digits);
}

/** What a note calls the step: `02/3`. */
export function stepPlace(step: Pick<JournalStep, "package" | "number">): string {
  return `${step.package}/${step.number}`;
}

/** The step that a note calls `02/3`. Throws when there is none. */
export function stepAt(catalog: readonly JournalPackage[], place: string): JournalStep {
  const step = findPlace(catalog, place);
  if (step !== undefined) return step;
  throw new Error(`Cannot find step "${place}": the journal has none there`);
}

/** One name for each server that a note talks to: `2/3` and `02/3` are the same step. */
export function serverName(name: string, catalog: readonly JournalPackage[]): string {
  const step = findPlace(catalog, name);
  return step === undefined ? name : stepPlace(step);
}

function findPlace(catalog: readonly JournalPackage[], place: string): JournalStep | undefined {
  const [of = "", number = ""] = place.split("/");
  return findStep(findPackage(catalog, of)?.steps, number);
}

async function readPackage(name: string, folder: string): Promise<JournalPackage> {
  const [number = ""] = name.split("-");
  const manifest = join(folder, "steps.ts");
  const about = firstWords(await readOrEmpty(join(folder, "src", "mod.ts")));
  if (!(await exists(manifest))) return { number, name, folder, about, steps: undefined };
  const { steps = [] }: { readonly steps?: readonly Step[] } = await import(
    pathToFileURL(manifest).href
  );
  return {
    number,
    name,
    folder,
    about,
    steps: steps.map((step, at) => ({
      package: number,
      number: at + 1,
      name: step.name,
      title: step.title,
      file: join(folder, "experiments", `${step.name}.ts`),
    })),
  };
}

/** The opening doc comment up to its first colon or full stop. */
function firstWords(source: string): string {
  const [, comment = ""] = /^\/\*\*([^]*?)\*\//.exec(source) ?? [];
  const text = comment.replaceAll(/\s*\n\s*\*? ?/g, " ").trim();
  return /^.*?(?=[:.](?:\s|$)|$)/.exec(text)?.[0] ?? "";
}

async function readOrEmpty(file: string): Promise<string> {
  return (await exists(file)) ? await readFile(file, "utf8") : "";
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
