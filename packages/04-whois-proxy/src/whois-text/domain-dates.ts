/** The dates of a domain. */
import type { DomainRecord } from "../model/record.ts";
import { dateIn } from "./date.ts";
import type { Field } from "./field.ts";
import { roleValueOf } from "./roles.ts";
import { domainWord } from "./vocabulary.ts";
import type { DomainWord } from "./words.ts";

const DATES = [
  "created",
  "updated",
  "expires",
  "registrarExpires",
  "transferred",
  "databaseUpdated",
] as const satisfies readonly DomainWord[];

type Dates = Pick<DomainRecord, (typeof DATES)[number]>;

interface FoundDate {
  readonly word: DomainWord;
  readonly date: string;
  readonly paragraph: number;
}

/**
 * Reads the dates. Of each kind the first in the domain's own paragraphs counts, else the first in
 * the reply; of two for one day, the one that also has a time.
 */
export function datesOf(fields: readonly Field[]): Dates {
  const found = fields.filter(isAboutDomain).flatMap(datesIn);
  const homes = new Set(
    fields
      .filter(({ label }) => domainWord(label) === "name")
      .map(({ paragraph: number }) => number),
  );
  return Object.fromEntries(
    DATES.flatMap((word) => {
      const all = found.filter((item) => item.word === word);
      const own = all.filter(({ paragraph }) => homes.has(paragraph));
      const date = bestOf(own.length > 0 ? own : all, word);
      if (date === undefined) return [];
      return [[word, all.find((other) => other.date.startsWith(`${date}T`))?.date ?? date]];
    }),
  );
}

/** The first; of a list of changes (`changed: … 20140116 (Changed)`) the last. */
function bestOf(dates: readonly FoundDate[], word: DomainWord): string | undefined {
  const [first] = dates;
  if (first === undefined || word !== "updated") return first?.date;
  return dates
    .filter(({ paragraph }) => paragraph === first.paragraph)
    .map(({ date }) => date)
    .toSorted()
    .at(-1);
}

const isAboutDomain = (field: Field): boolean =>
  field.section !== "nameservers" && roleValueOf(field) === undefined;

function datesIn({ label, value, paragraph }: Field): readonly FoundDate[] {
  const word = domainWord(label);
  const date = word === undefined ? undefined : dateIn(value);
  if (word === undefined || date === undefined) return [];
  const found = { word, date, paragraph };
  // The list of changes begins with the registration: `changed: hostmaster 19960111 (Assigned)`.
  const isFirst = word === "updated" && value.slice(-20).toLowerCase().endsWith("(assigned)");
  return isFirst ? [{ ...found, word: "created" }, found] : [found];
}
