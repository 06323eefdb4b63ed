/** A contact in lines without labels: the first says who, the others where and how. */
import { isNothing } from "./nothing.ts";

/** What the lines say; lists in the order of the reply. */
export interface LinesOfContact {
  readonly name?: string | undefined;
  readonly organization?: string | undefined;
  readonly address: readonly string[];
  readonly country?: string | undefined;
  readonly phones: readonly string[];
  readonly faxes: readonly string[];
  readonly emails: readonly string[];
  readonly urls: readonly string[];
}

/** Sorts the lines out. */
export function readLines(lines: readonly string[]): LinesOfContact {
  const emails = lines.flatMap((line) => EMAIL.exec(line)?.[0] ?? []);
  const rest = lines.map(withoutEmail).filter((line) => !isNothing(line));
  const [urls, unlinked] = partition(rest, (line) => /^(?:https?:\/\/|www\.)\S+$/i.test(line));
  const [faxes, voiced] = partition(unlinked, (line) => FAX.test(line));
  const [phones, words] = partition(voiced, (line) => PHONE.test(line));
  const country = words.length > 2 ? /^[A-Z]{2}$/.exec(words.at(-1) ?? "")?.[0] : undefined;
  const [who, ...where] = country === undefined ? words : words.slice(0, -1);
  const isCompany = who !== undefined && COMPANY.test(who);
  // A person, and on the next line whom they work for.
  const employer = !isCompany && COMPANY.test(where[0] ?? "") ? where.shift() : undefined;
  return {
    name: isCompany ? undefined : who,
    organization: isCompany ? who : employer,
    address: where,
    country,
    phones: phones.map((line) => line.replace(LABEL, "")),
    faxes: faxes.map((line) => line.replace(LABEL, "")),
    emails,
    urls,
  };
}

const EMAIL = /[\w.+-]{1,64}@[\w.-]{1,255}/;

/** Without the address, its brackets and its label. */
const withoutEmail = (line: string): string =>
  line
    .slice(0, 500)
    // What stands around it are two words.
    .replace(EMAIL, " ")
    .replace(/^e-?mail:/i, "")
    .replace(/\([^\w]{0,3}\)/, "")
    .replace(/ {3}/, " ")
    .trim();

const LABEL = /^(?:tel|phone|fax)\b[^\d+(]{1,4}/i;
const FAX = /^fax\b[^\d+(]{1,4}[+\d(]/i;
const PHONE = /^(?:(?:tel|phone)\b[^\d+(]{1,4}[+\d(]|\+ ?\d[\d ().-]{5,30}$)/i;

/** Words that only companies have in their names. */
const COMPANY =
  /(?:^|[\s,(.])(?:inc|llc|llp|ltd|limited|gmbh|ag|corp|corporation|company|co|s\.?a|sas|sarl|s\.?r\.?l|c\.a|oy|ab|as|a\/s|a\.ş|bv|b\.v|nv|plc|kft|pty|pte|a\.s|s\.r\.o|sp\. z o\.o|d\.o\.o|ooo|ооо|зао|оао|university|college|institute|association|foundation|ministry|center|centre)(?:[\s,.)]|$)|有限公司|株式会社|주식회사/i;

function partition(
  lines: readonly string[],
  test: (line: string) => boolean,
): readonly [readonly string[], readonly string[]] {
  return [lines.filter(test), lines.filter((line) => !test(line))];
}
