/** What `pnpm --filter PACKAGE SCRIPT` would run, without pnpm in between. */
import { readFile } from "node:fs/promises";
import { delimiter, join, resolve } from "node:path";

/** The root of this repository. */
export const repositoryRoot: string = resolve(import.meta.dirname, "../../..");

/** A package of the repository by its name, or a folder and the script text to run in it. */
export type ProgramName = string | { readonly cwd: string; readonly script: string };

/** A command that can be spawned. */
export interface CommandLine {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Reads the script of the package, as words. Its first word is looked up in the package's and the
 * root's `node_modules/.bin`, so a program runs on the pinned Node, as under pnpm.
 * Throws when the package has no such script, or one that only a shell understands.
 */
export async function commandLine(
  program: ProgramName,
  args: readonly string[],
  scriptName: string,
): Promise<CommandLine> {
  const { cwd, script } =
    typeof program === "string" ? await packageScript(program, scriptName) : program;
  if (/["'`$&|;<>*?()\\]/.test(script)) {
    throw new Error(`Cannot run script "${script}": it needs a shell`);
  }
  const [command, ...words] = script.trim().split(/\s+/);
  if (command === undefined || command === "") throw new Error('Cannot run script "": it is empty');
  return { command, args: [...words, ...args], cwd, env: userEnvironment(cwd) };
}

async function packageScript(
  name: string,
  scriptName: string,
): Promise<{ readonly cwd: string; readonly script: string }> {
  const cwd = join(repositoryRoot, "packages", name);
  const manifest: { scripts?: Record<string, string> } = JSON.parse(
    await readFile(join(cwd, "package.json"), "utf8"),
  );
  const script = manifest.scripts?.[scriptName];
  if (script === undefined) {
    throw new Error(`Cannot run "${name}": its package.json has no script "${scriptName}"`);
  }
  return { cwd, script };
}

/** The environment of a user's shell: with `.bin` on PATH, without what vitest set for itself. */
function userEnvironment(cwd: string): NodeJS.ProcessEnv {
  const ours = /^(VITEST.*|TEST|NODE_ENV|NODE_OPTIONS|MODE|DEV|PROD|SSR|BASE_URL)$/;
  const kept = Object.entries(process.env).filter(([name]) => !ours.test(name));
  const folders = [cwd, repositoryRoot].map((folder) => join(folder, "node_modules", ".bin"));
  const path = [...folders, process.env["PATH"] ?? ""].join(delimiter);
  return { ...Object.fromEntries(kept), PATH: path };
}
