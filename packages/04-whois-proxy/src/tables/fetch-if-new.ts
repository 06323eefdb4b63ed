/** Fetches a file of IANA's, unless it is still the one that we have. */

import type { FetchFile, Validators } from "./fetch-file.ts";

/** What one file came to: its text, nothing new, or a failure. */
export type Fetched =
  | { readonly kind: "text"; readonly text: string; readonly validators: Validators }
  | { readonly kind: "unchanged" }
  | { readonly kind: "failed"; readonly status?: number; readonly reason: string };

/** `known` is what the server said of the copy that we have. Never rejects. */
export async function fetchIfNew(
  fetchFile: FetchFile,
  url: string,
  known: Validators,
  signal: AbortSignal,
): Promise<Fetched> {
  try {
    const { status, body, ...validators } = await fetchFile(url, known, signal);
    if (status === 304) return { kind: "unchanged" };
    if (status === 200 && body !== undefined) return { kind: "text", text: body, validators };
    return { kind: "failed", status, reason: `HTTP status ${status}` };
  } catch (error) {
    return { kind: "failed", reason: reasonOf(error) };
  }
}

/** A failed dial to several addresses has its reasons inside and no words of its own. */
function reasonOf(error: unknown): string {
  const cause = error instanceof AggregateError && error.message === "" ? error.errors[0] : error;
  return cause instanceof Error ? cause.message : String(cause);
}
