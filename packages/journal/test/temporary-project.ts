/** A project outside the repository that has the repository's packages and tools at hand. */
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { repositoryRoot } from "test-harness";

/** A folder that is removed when it is disposed. */
export interface TemporaryProject extends AsyncDisposable {
  readonly folder: string;
}

/**
 * Writes the files into a new folder. `links` become its `node_modules`: from the name of a package
 * to its folder in the repository. It lies outside the repository, so that a file made to fail
 * there is not found by the repository's own checks, which may be running at the same time.
 */
export async function temporaryProject(
  files: Readonly<Record<string, string>>,
  links: Readonly<Record<string, string>>,
): Promise<TemporaryProject> {
  const folder = await mkdtemp(join(tmpdir(), "journal-"));
  for (const [name, target] of Object.entries(links)) {
    const link = join(folder, "node_modules", name);
    await mkdir(dirname(link), { recursive: true });
    await symlink(join(repositoryRoot, target), link);
  }
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return {
    folder,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}
