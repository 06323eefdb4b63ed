/** What a reply says about the domain itself, apart from its people. */
import type { Field } from "./field.ts";
import { roleValueOf } from "./roles.ts";
import { domainWord, isSomebody } from "./vocabulary.ts";
import type { DomainWord } from "./words.ts";

/** The values of a word, in the order of the reply. */
export type Facts = (word: DomainWord) => readonly string[];

/** Sorts the fields by what they say of the domain. */
export function factsOf(fields: readonly Field[]): Facts {
  const byWord = Map.groupBy(
    fields.filter((field) => isAlsoFact(field) || !isSomebodys(field)),
    ({ label }) => domainWord(label),
  );
  return (word) => (byWord.get(word) ?? []).map(({ value }) => value);
}

/** A value of somebody, or their own status. */
const isSomebodys = (field: Field): boolean =>
  roleValueOf(field) !== undefined || (field.label === "status" && isSomebody(field.section));

/** `Registrar: X` names somebody and is a fact of the domain. */
const isAlsoFact = ({ label }: Field): boolean => domainWord(label) === "registrar";
