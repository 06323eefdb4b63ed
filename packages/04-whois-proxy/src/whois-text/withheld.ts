/** Values that only say that there is nothing to see, in the habits of many registries. */
import type { Withheld } from "../record/redaction.ts";
import { contactKeys } from "../record/whois-keys.ts";
import type { ContactValue } from "./contact-value.ts";
import type { ContactWord } from "./words.ts";

/** How such a value begins; what follows is the reason. */
const BEGINNINGS = [
  String.raw`(?:data |information )?redacted\b`,
  String.raw`gdpr (?:masked|redacted|protected)\b`,
  String.raw`(?:data )?not (?:published|disclosed|shown|public)\b`,
  String.raw`hidden(?:!|$| (?:upon|for|due|by)\b)`,
  String.raw`withheld(?:$| for privacy\W*$| due\b)`,
  String.raw`statutory masking\b`,
  String.raw`data protected\b`,
  String.raw`personal data,`,
  String.raw`non-public data\b`,
  String.raw`undisclosed\W*$`,
  String.raw`please (?:contact|query|visit|use) (?:the )?(?:rdds|whois|registrar|registry|registrant)`,
  String.raw`visit \S+ for (?:the )?web`,
  // Names of nobody.
  String.raw`(?:private|natural) person\W*$`,
  String.raw`ano nymous$`,
];

const WITHHELD = new RegExp(String.raw`^\W{0,5}(?:${BEGINNINGS.join("|")})`, "i");

/** Whether a value stands in for one that is withheld. */
export const isWithheld = (value: string): boolean => WITHHELD.test(value.slice(0, LONGEST));

const LONGEST = 200;

/** Words that say no more than that something is redacted. */
const PLAIN = /^\W{0,5}(?:data )?redacted(?: for privacy)?(?: purposes)?\W{0,5}$/i;

const reasonIn = (value: string): string | undefined =>
  PLAIN.test(value) ? undefined : value.replaceAll(/^[<(]|[>)]$/g, "");

/** Values apart: those that show something, and what the others withhold. */
export function withoutWithheld(
  values: readonly ContactValue[],
): readonly [readonly ContactValue[], readonly Withheld[]] {
  const hidden = values.filter(({ value }) => isWithheld(value));
  const shown = values.filter(({ value }) => !isWithheld(value));
  const ends = hidden.flatMap(({ word, value }) => {
    const end = ENDS.get(word);
    return end === undefined ? [] : { end, reason: reasonIn(value) };
  });
  return [shown, [...ends, ...withheldLines(values)]];
}

/** The ends of the keys that redactions are told by. */
const ENDS: ReadonlyMap<ContactWord, string> = new Map<ContactWord, string>([
  ["handle", "ID"],
  ["title", "Contact"],
  ["address", "Street"],
  ...contactKeys,
]);

/** Of a block of lines the first is the name, the others the address; if all are hidden, all is. */
function withheldLines(values: readonly ContactValue[]): readonly Withheld[] {
  const lines = values.filter(({ word }) => word === "line").map(({ value }) => value);
  const hidden = lines.filter(isWithheld);
  const [first] = hidden;
  if (first === undefined) return [];
  if (hidden.length === lines.length)
    return [{ end: "Contact", reason: reasonIn([...new Set(hidden)].join(" ").slice(0, LONGEST)) }];
  return [{ end: first === lines[0] ? "Name" : "Street", reason: reasonIn(first) }];
}
