/** Labels as registries write them, made comparable. */

/**
 * A label in lower case and plain words: no dots that fill a line, no marks, one spelling for words
 * that have two.
 *
 * @example
 * plainLabel("Data de registo / Creation Date (dd/mm/yyyy)"); // "data de registo / creation date"
 */
export function plainLabel(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/\([^)]{0,40}\)/g, " ")
    .replaceAll(/['’]s\b|[.*[\]:：]+/gu, " ")
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

/** Up to this many words and characters are a label; more are a sentence. */
const MAX_WORDS = 9;
const MAX_LENGTH = 80;

/** Whether a text in front of a colon can be a label at all. */
export const isLabel = (text: string): boolean =>
  text.length <= MAX_LENGTH &&
  /^[\p{L}\d[*][\p{L}\p{M}\d /()&'’_.\-\][*,]*$/u.test(text) &&
  text.split(/\s+/).length <= MAX_WORDS;
