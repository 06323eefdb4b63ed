/** Links, as GitHub would follow them. */
import { join } from "node:path";
import { expect, test } from "vitest";
import { anchorsOf, checkLink } from "../src/links.ts";
import { temporaryProject } from "./temporary-project.ts";

test("anchorsOf names headings as GitHub does", () => {
  const markdown = [
    "# 02 An echo server",
    "## 4. Echoes, `and` more!",
    "### Why",
    "## 5. Who's there? — naïve_ones - too",
    "### Why",
    "```console\n$ true\n# not a heading\n```",
    "### A [link](x.md) in it",
    "### Why",
  ].join("\n\n");
  expect(anchorsOf(markdown)).toEqual([
    "02-an-echo-server",
    "4-echoes-and-more",
    "why",
    "5-whos-there--naïve_ones---too",
    "why-1",
    "a-link-in-it",
    "why-2",
  ]);
});

const files = {
  "notes/one.md": "# One\n\n## 1. First\n",
  "notes/two.md": "# Two\n",
  "src/a.ts": "export {};\n",
};

test.for([
  "two.md",
  "two.md#two",
  "#1-first",
  "../src/a.ts",
  "../src",
  "../src/a.ts#L1",
  "https://example.com/#x",
  "mailto:a@example.com",
])("checkLink follows %s", async (target) => {
  await using project = await temporaryProject(files, {});
  const link = { kind: "link", line: 3, target } as const;
  expect(await checkLink(link, join(project.folder, "notes/one.md"))).toEqual([]);
});

test.for(["three.md", "two.md#one", "#2-second", "#1-First", "src/a.ts", "/src/a.ts"])(
  "checkLink finds that %s leads nowhere",
  async (target) => {
    await using project = await temporaryProject(files, {});
    const link = { kind: "link", line: 3, target } as const;
    expect(await checkLink(link, join(project.folder, "notes/one.md"))).toEqual([
      { line: 3, problem: expect.stringContaining("the link leads to") },
    ]);
  },
);
