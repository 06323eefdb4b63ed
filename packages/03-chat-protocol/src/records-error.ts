/** The error of a server that has nothing to answer from. */

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such folder",
  ENOTDIR: "it is not a folder",
  EACCES: "permission denied",
};

/** The folder of records cannot be read: `runMain` prints the message and exits with status 1. */
export class RecordsError extends Error {
  override readonly name = "RecordsError";
  readonly exitStatus = 1;

  /** `cause` is what the file system said. */
  constructor(dir: string, cause: unknown) {
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
    super(`Cannot read records from "${dir}": ${REASONS[code] ?? String(cause)}`, { cause });
  }
}
