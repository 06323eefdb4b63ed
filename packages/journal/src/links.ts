/** Whether the links of a note lead somewhere, as GitHub would follow them. */
import { access, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import type { Finding } from "./finding.ts";
import { type Link, parseNote } from "./note.ts";

/**
 * What is wrong with a link of the Markdown file at `file`. What is outside of the repository
 * cannot be checked.
 */
export async function checkLink({ line, target }: Link, file: string): Promise<Finding[]> {
  if (/^(?:https?|mailto):/.test(target)) return [];
  const [path = "", anchor] = target.split("#");
  const to = path === "" ? file : join(file, "..", path);
  try {
    await access(to);
  } catch {
    return [
      { line, problem: `the link leads to ${relative(join(file, ".."), to)}, which is not there` },
    ];
  }
  if (anchor === undefined || !to.endsWith(".md")) return [];
  const anchors = anchorsOf(await readFile(to, "utf8"));
  if (anchors.includes(anchor)) return [];
  return [{ line, problem: `the link leads to "${target}", and no heading there is "#${anchor}"` }];
}

/**
 * What GitHub calls the headings of a Markdown text: lower case, words joined with hyphens, all
 * signs left out, and a number behind those that come again.
 */
export function anchorsOf(markdown: string): readonly string[] {
  const seen = new Map<string, number>();
  return parseNote(markdown).parts.flatMap((part) => {
    if (part.kind !== "heading") return [];
    const slug = part.text
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1")
      .trim()
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, "")
      .replaceAll(" ", "-");
    const times = seen.get(slug) ?? 0;
    seen.set(slug, times + 1);
    return [times === 0 ? slug : `${slug}-${times}`];
  });
}
