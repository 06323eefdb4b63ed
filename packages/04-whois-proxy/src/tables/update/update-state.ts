/**
 * What `tables update` must remember from one time to the next, in a file of its own beside the
 * tables: what the server said of each file, and whom it has not asked yet.
 */

import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { Validators } from "../fetch-file.ts";
import { writeWhole } from "./write-file.ts";

/** Beside the tables; no table has its name. */
const FILE = "update-state.json";

const schema = z.object({
  files: z.record(
    z.string(),
    z.object({
      url: z.string(),
      etag: z.string().optional(),
      lastModified: z.string().optional(),
      digest: z.string(),
      checked: z.iso.date(),
    }),
  ),
  pending: z.array(z.string()),
  round: z.object({ started: z.iso.date(), left: z.array(z.string()) }).optional(),
});

/** The file as it is. */
export interface UpdateState {
  /** By table. */
  readonly files: Readonly<Record<string, FileState>>;
  /** Zones that IANA's WHOIS is still to be asked about, because they are new or have changed. */
  readonly pending: readonly string[];
  /** A walk over all zones that is not at its end. */
  readonly round?: { readonly started: string; readonly left: readonly string[] } | undefined;
}

interface FileState {
  /** Where it is from: what one server said means nothing to another. */
  readonly url: string;
  readonly etag?: string | undefined;
  readonly lastModified?: string | undefined;
  /** Of the text of the table that was made of it, as it was written. */
  readonly digest: string;
  /** The day on which the server last said that this is the newest. */
  readonly checked: string;
}

const EMPTY: UpdateState = { files: {}, pending: [] };

/** Reads it; one that is not there or not right is none, which costs some requests. */
export async function readState(dir: string): Promise<UpdateState> {
  try {
    const result = schema.safeParse(JSON.parse(await readFile(join(dir, FILE), "utf8")));
    return result.success ? result.data : EMPTY;
  } catch {
    return EMPTY;
  }
}

/** Writes it. Rejects as `node:fs` does. */
export const writeState = (dir: string, state: UpdateState): Promise<void> =>
  writeWhole(join(dir, FILE), `${JSON.stringify(state, undefined, 1)}\n`);

/** What to send with a request for `url`: nothing unless the table is the one that was made of it. */
export function validatorsFor(
  file: FileState | undefined,
  url: string,
  text: string | undefined,
): Validators {
  if (file === undefined || text === undefined) return {};
  if (file.url !== url || file.digest !== digestOf(text)) return {};
  const { etag, lastModified } = file;
  return {
    ...(etag !== undefined && { etag }),
    ...(lastModified !== undefined && { lastModified }),
  };
}

/** Tells texts apart. */
export const digestOf = (text: string): string => createHash("sha256").update(text).digest("hex");
