/** What the file system calls an error. */

/** Its code, such as `ENOSPC`; empty for an error of another kind. */
export function errorCode(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
