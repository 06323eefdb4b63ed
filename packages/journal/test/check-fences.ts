/** Sections made for a test, in a journal made for it. */
import type { Finding } from "../src/finding.ts";
import { readCatalog } from "../src/catalog.ts";
import { parseNote } from "../src/note.ts";
import { checkSection, sectionsOf } from "../src/section.ts";

/** A fence as it stands in a note. */
export function fence(info: string, ...lines: readonly string[]): string {
  return ["```" + info, ...lines, "```"].join("\n");
}

/** Checks fences that stand in one section of a note of the journal in that folder. */
export async function checkFences(root: string, fences: readonly string[]): Promise<Finding[]> {
  const [section] = sectionsOf(parseNote(fences.join("\n\n")));
  if (section === undefined) throw new Error("Cannot check a section without fences");
  return await checkSection(section, { root, catalog: await readCatalog(root) });
}

/** How the note shows the start of the second step of the temporary journal. */
export const started = ["$ pnpm exp 01 2", "listening on tcp://127.0.0.1:8007"] as const;
