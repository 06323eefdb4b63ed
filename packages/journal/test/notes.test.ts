/** The real notes are true, section by section, and one letter changed in them is found. */
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { repositoryRoot } from "test-harness";
import { describe, expect, test } from "vitest";
import { readCatalog } from "../src/catalog.ts";
import { checkText } from "../src/check-note.ts";
import { checkQuote } from "../src/derived.ts";
import { type Happening, judge } from "../src/happening.ts";
import { type Fence, parseNote } from "../src/note.ts";
import { readNotesFolder } from "../src/notes-folder.ts";
import { checkSection, perform, sectionsOf } from "../src/section.ts";
import { parseConsole } from "../src/transcript.ts";

const sources = { root: repositoryRoot, catalog: await readCatalog(repositoryRoot) };
const folder = await readNotesFolder(repositoryRoot, sources.catalog);
const notes = await Promise.all(
  folder.files.map(async (file) => {
    const markdown = await readFile(file, "utf8");
    const note = parseNote(markdown);
    return { name: basename(file, ".md"), file, markdown, note, sections: sectionsOf(note) };
  }),
);
const sections = notes.flatMap((it) =>
  it.sections.map((section) => ({ name: it.name, title: section.title, section })),
);

/** The line with another letter at its end. */
const change = (line: string): string => `${line.slice(0, -1)}_`;

test("there is a note for each numbered package and the dictionary, and no other", () => {
  expect(folder.problems).toEqual([]);
});

test.for(notes)(
  "note $name has its sections, and its code, diffs and links are right",
  async (it) => {
    const findings = await checkText(it.markdown, it.file, sources);
    expect(findings.map(({ line, problem }) => `${line}: ${problem}`)).toEqual([]);
  },
);

// Mostly they wait for processes.
describe.concurrent("what happens is what is shown", () => {
  test.for(sections)("note $name, $title", async ({ section }, context) => {
    const happenings = await perform(section, sources);
    const findings = happenings.flatMap(judge);
    context.expect(findings.map(({ line, problem }) => `${line}: ${problem}`)).toEqual([]);
    for (const changed of happenings.flatMap(changedInEachLine)) {
      context.expect(judge(changed)).toHaveLength(1);
    }
  });
});

/** What happened, beside notes that show it with another letter in one of their lines. */
function changedInEachLine(happening: Happening): Happening[] {
  if (happening.kind === "problem") return [];
  if (happening.kind === "answer") return [{ ...happening, shown: change(happening.shown) }];
  const { line, outcome, shown } = happening;
  return shown.below.flatMap((text, at): Happening[] => {
    const lines = [`$ ${shown.command}`, ...shown.below.with(at, change(text))];
    return parseConsole(lines).map((it) => ({ kind: "command", line, shown: it, outcome }));
  });
}

/** The first fence of each note that fits. */
function firstFences(fits: (fence: Fence) => boolean): { name: string; fence: Fence }[] {
  return notes.flatMap(({ name, sections: all }) => {
    const fence = all.flatMap(({ fences }) => fences).find(fits);
    return fence === undefined ? [] : [{ name, fence }];
  });
}

async function findingsWithChangeAt(at: number, fence: Fence): Promise<readonly unknown[]> {
  const lines = fence.lines.with(at, change(fence.lines[at] ?? ""));
  return await checkSection({ title: "", fences: [{ ...fence, lines }] }, sources);
}

test.for(firstFences(({ info: [kind] }) => kind === "console"))(
  "note $name: one letter changed in a command is found",
  async ({ fence }) => {
    expect(await findingsWithChangeAt(0, fence)).not.toEqual([]);
  },
);

/** Whether a client's line comes back in the next one. */
function isEchoed(line: string, at: number, lines: readonly string[]): boolean {
  const [, text] = /^C\d?: (\w.*)$/.exec(line) ?? [];
  const next = lines[at + 1] ?? "";
  return text !== undefined && next.startsWith("S") && next.includes(text);
}

test.for(firstFences(({ info: [kind], lines }) => kind === "tcp" && lines.some(isEchoed)))(
  "note $name: one letter changed in what a client says is found",
  async ({ fence }) => {
    expect(await findingsWithChangeAt(fence.lines.findIndex(isEchoed), fence)).not.toEqual([]);
  },
);

const quotes = notes.flatMap(({ note: { parts } }) =>
  parts.flatMap((part) => (part.kind === "code" || part.kind === "diff" ? [part] : [])),
);

test("one letter changed in any line of quoted code or of a diff is found", async () => {
  expect(quotes.length).toBeGreaterThan(20);
  for (const quote of quotes) {
    const { lines = [] } = quote;
    for (const [at, line] of lines.entries()) {
      const changed = { ...quote, lines: lines.with(at, change(line)) };
      expect(await checkQuote(changed, sources)).toHaveLength(1);
    }
  }
});

/** What every section about a step says. */
const PARTS = /^(?:What I wanted|The code|What happened|Why|What is still wrong with it)$/;

test.for(notes.filter(({ name }) => /^\d\d-/.test(name)))(
  "note $name: a section that is taken away, or given another name, is found",
  async ({ markdown, file, note }) => {
    const lines = markdown.split("\n");
    const headings = note.parts.flatMap((part) => (part.kind === "heading" ? [part] : []));
    const wanted = headings.filter(({ level, text }) =>
      level === 2 ? text !== "The package" : level === 3 && PARTS.test(text),
    );
    expect(wanted.length).toBeGreaterThanOrEqual(6);
    for (const { line } of wanted) {
      const text = lines[line - 1] ?? "";
      for (const instead of [`${text} too`, "Text."]) {
        const changed = lines.with(line - 1, instead).join("\n");
        expect(await checkText(changed, file, sources)).not.toEqual([]);
      }
    }
  },
);
