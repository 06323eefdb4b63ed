/** Names that a registry keeps for itself, where it says so in a sentence only. */
import * as phrases from "../upstream/phrases.ts";
import { replyLines } from "../upstream/reply-lines.ts";

/** More of them, as the whole statement or its beginning. */
const BEGINNINGS = ["reserved by ", "reserved name", "not available for second level registration"];

/** Whether a reply without a record says that nobody can register the name. */
export function saysReserved(text: string): boolean {
  const { statements, labelled } = replyLines(text);
  const said = [...statements, ...labelled.map(({ label, value }) => `${label}: ${value}`)];
  return said.map((statement) => statement.toLowerCase()).some(isReserved);
}

const isReserved = (words: string): boolean =>
  !phrases.conditions.some((condition) => words.includes(condition)) &&
  (BEGINNINGS.some((beginning) => words.startsWith(beginning)) ||
    phrases.reserved.some((phrase) => words.includes(phrase)));
