/** What is false in a note, and the lines that would be true instead. */

/** Lines of the note to be replaced. */
interface Repair {
  /** The first of them, from 1. */
  readonly from: number;
  /** How many are taken away; 0 inserts before `from`. */
  readonly count: number;
  readonly lines: readonly string[];
}

/** One thing that is false. */
export interface Finding {
  /** Where it stands in the note, from 1. */
  readonly line: number;
  /** What is wrong; the first line says it, those below it show the difference. */
  readonly problem: string;
  /** What would be true; absent when only a person can tell. */
  readonly repair?: Repair | undefined;
}

/** The note with everything repaired that can be. Repairs do not overlap. */
export function applyRepairs(markdown: string, findings: readonly Finding[]): string {
  const lines = markdown.split("\n");
  const repairs = findings.flatMap(({ repair }) => (repair === undefined ? [] : [repair]));
  for (const { from, count, lines: instead } of repairs.toSorted((a, b) => b.from - a.from)) {
    lines.splice(from - 1, count, ...instead);
  }
  return lines.join("\n");
}
