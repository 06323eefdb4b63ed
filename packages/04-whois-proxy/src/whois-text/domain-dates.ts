/** The dates of a domain. */
import type { DomainRecord } from "../model/record.ts";
import { dateIn } from "./date.ts";
import type { Field } from "./fields.ts";
import { plainLabel } from "./label.ts";
import { roleValueOf } from "./roles.ts";
import { type DomainWord, domainWord } from "./words.ts";

const DATES = [
  "created",
  "updated",
  "expires",
  "registrarExpires",
  "transferred",
  "databaseUpdated",
] as const satisfies readonly DomainWord[];

type Dates = Pick<DomainRecord, (typeof DATES)[number]>;

/** Reads the dates: the first of each kind; of one day, the one that also has a time. */
export function datesOf(fields: readonly Field[]): Dates {
  const found = fields.filter(isAboutDomain).flatMap(dateOf);
  return Object.fromEntries(
    DATES.flatMap((word) => {
      const own = found.filter((item) => item.word === word);
      // A list of changes (`changed: … 20140116`) ends with the last one.
      const first = word === "updated" && own.length > 2 ? own.at(-1)?.date : own[0]?.date;
      if (first === undefined) return [];
      const exact = own.find(({ date }) => date.startsWith(`${first}T`))?.date;
      return [[word, exact ?? first]];
    }),
  );
}

const isAboutDomain = (field: Field): boolean =>
  field.section !== "nameservers" && roleValueOf(field) === undefined;

interface FoundDate {
  readonly word: DomainWord;
  readonly date: string;
}

function dateOf({ label, value }: Field): readonly FoundDate[] {
  const date = dateIn(value);
  if (date === undefined) return [];
  const word = domainWord(label) ?? domainWord(wordsBefore(value));
  if (word === undefined) return [];
  // `changed: hostmaster 19960111 (Assigned)`
  if (word === "updated" && /\(assigned\)/i.test(value))
    return [
      { word: "created", date },
      { word, date },
    ];
  return [{ word, date }];
}

/** `Registered on 31st October 2002` has its label in the sentence. */
const wordsBefore = (value: string): string =>
  plainLabel(/^([a-z ]{3,40}?) ?(?=\d)/i.exec(value)?.[1] ?? "");
