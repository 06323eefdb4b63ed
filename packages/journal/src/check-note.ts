/**
 * Whether a note is true: its code is the code of the packages, its transcripts are what happens,
 * and its links lead somewhere.
 *
 * A note may hold these fences and no others:
 *
 * - `ts` between code markers: equal to that piece of that file (see note.ts, source-text.ts);
 * - `console`: commands, run, and what they print (see transcript.ts, stage.ts);
 * - `tcp PACKAGE`: a conversation with that package's program (see conversation.ts);
 * - `toml FILE`: a file that the commands after it find where they are typed.
 */
import { access, readFile } from "node:fs/promises";
import { join } from "node:path";
import { repositoryRoot } from "test-harness";
import { type Part, parseNote } from "./note.ts";
import { findSource } from "./source-text.ts";
import { Stage } from "./stage.ts";
import { parseConsole } from "./transcript.ts";

type Fence = Extract<Part, { readonly kind: "fence" }>;

/** Everything that is wrong with a note of the folder `notes`; empty when it is true. */
export async function checkNote(markdown: string): Promise<string[]> {
  const { parts, problems } = parseNote(markdown);
  const found = [...problems];
  await using stage = await Stage.open();
  for (const part of parts) {
    await check(part, stage).catch((error: unknown) => {
      found.push(`line ${part.line}: ${messageOf(error)}`);
    });
  }
  await stage.finish().catch((error: unknown) => found.push(messageOf(error)));
  return found;
}

async function check(part: Part, stage: Stage): Promise<void> {
  switch (part.kind) {
    case "code":
      return await checkCode(part.path, part.name, part.text);
    case "link":
      return await checkLink(part.target);
    case "fence":
      return await checkFence(part, stage);
  }
}

async function checkCode(path: string, name: string | undefined, text: string): Promise<void> {
  const source = await readFile(join(repositoryRoot, path), "utf8");
  const whole = source.trimEnd();
  const piece = name === undefined ? { text: whole, documented: whole } : findSource(source, name);
  if (piece === undefined) throw new Error(`there is no "${name}" in ${path}`);
  if (text === piece.text || text === piece.documented) return;
  throw new Error(`not the code of ${path}, which is\n${piece.documented}`);
}

/** A link within the repository must lead to something; those that leave it cannot be checked. */
async function checkLink(target: string): Promise<void> {
  if (/^https?:/.test(target)) return;
  await access(join(repositoryRoot, "notes", target));
}

async function checkFence({ info, lines }: Fence, stage: Stage): Promise<void> {
  const [kind = "", argument] = info;
  if (kind === "console" && argument === undefined) {
    for (const shown of parseConsole(lines)) await stage.run(shown);
  } else if (kind === "tcp" && argument !== undefined) await stage.converse(argument, lines);
  else if (kind === "toml" && argument !== undefined) await stage.write(argument, lines);
  else throw new Error(`nobody checks a fence of the kind "${info.join(" ")}"`);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
