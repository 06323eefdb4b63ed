/** Labelled values of one contact. */
import type { ContactWord } from "./words.ts";

/** A value and what it is of the contact. */
export interface ContactValue {
  readonly word: ContactWord;
  readonly value: string;
}

/** All values of a word, in the order of the reply. */
export const textsOf = (values: readonly ContactValue[], word: ContactWord): readonly string[] =>
  values.flatMap((item) => (item.word === word ? item.value : []));

/** The first value of a word. */
export const textOf = (values: readonly ContactValue[], word: ContactWord): string | undefined =>
  values.find((item) => item.word === word)?.value;
