/** Labels as registries write them, made comparable. */

/**
 * A label in lower case and plain words: no dots that fill a line, no marks, no remarks in brackets,
 * one spelling for words that have two.
 *
 * @example
 * plainLabel("Data de registo / Creation Date (dd/mm/yyyy)"); // "data de registo / creation date"
 */
export function plainLabel(text: string): string {
  return text
    .slice(0, LONGEST)
    .toLowerCase()
    .replaceAll(REMARK, " ")
    .replaceAll(/['’]s\b|[.*[\]:：]/gu, " ")
    .replaceAll(/[-_]/g, " ")
    .replaceAll(/\be mail\b/g, "email")
    .replaceAll("organisation", "organization")
    .replaceAll(/\bregistar\b/g, "registrar")
    .replaceAll(/\s+/g, " ")
    .trim();
}

/** The spellings of a label in two languages, `estado / status`, each on its own; the whole first. */
export function spellings(label: string): readonly string[] {
  const parts = label.split(" / ");
  return parts.length === 2 ? [label, ...parts] : [label];
}

/** Characters of a label that are looked at, the remark in it included. */
const LONGEST = 300;
const REMARK = /\([^()]{0,200}\)/g;

/** Up to this many words and characters, apart from the remark, are a label; more are a sentence. */
const MAX_WORDS = 9;
const MAX_LENGTH = 80;

/** Whether a text in front of a colon can be a label at all. */
export function isLabel(text: string): boolean {
  if (text.length > LONGEST || text.startsWith("(")) return false;
  const words = text.replaceAll(REMARK, "").trim();
  return (
    words.length <= MAX_LENGTH &&
    /^[\p{L}\d[*][\p{L}\p{M}\d /()&'’_.\-\][*,]*$/u.test(words) &&
    words.split(/\s+/).length <= MAX_WORDS
  );
}
