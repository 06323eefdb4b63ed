/** Pieces of source files that a note may quote. */
import { expect, test } from "vitest";
import { findSource } from "../src/source-text.ts";

const source = `import { x } from "./x.ts";

/** Says what. */
export const shown = (n: number): number =>
  n + 1;

/** One of two. */
type Kind =
  | { readonly a: 1; }
  | "b";

export async function main(
  name: string,
): Promise<void> {
  // #region inner
  const mainly = {
    name,
  };
  // #endregion inner

  return mainly;
}

class Box {
  #count = 0;

  /** Adds one. */
  protected override add(): void {
    this.#count += 1;
  }
}
`;

test.for([
  ["shown", "export const shown = (n: number): number =>\n  n + 1;", "/** Says what. */\n"],
  ["Kind", 'type Kind =\n  | { readonly a: 1; }\n  | "b";', "/** One of two. */\n"],
  ["Box.#count", "#count = 0;", ""],
  ["Box.add", "protected override add(): void {\n  this.#count += 1;\n}", "/** Adds one. */\n"],
  ["inner", "const mainly = {\n  name,\n};", ""],
] as const)("findSource finds %s, with and without its doc comment", ([name, text, doc]) => {
  expect(findSource(source, name)).toEqual({ text, documented: doc + text });
});

test("findSource takes a function to its last line", () => {
  const { text = "" } = findSource(source, "main") ?? {};
  expect(text).toMatch(/^export async function main\(\n[^]*return mainly;\n\}$/);
});

test.for(["mainly", "mai", "Box.count", "Box.remove", "x"])("findSource finds no %s", (name) => {
  expect(findSource(source, name)).toBeUndefined();
});
