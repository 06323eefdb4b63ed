/**
 * A WHOIS reply taken apart: labelled lines (`Status: free`), short statements (`No match for X.`),
 * and the long paragraphs of law around them, which are left out. Pure, and linear in the length of
 * the reply: no pattern here can backtrack.
 */

/** `label: value`, both trimmed; the label in lower case. */
export interface LabelledLine {
  readonly label: string;
  readonly value: string;
  /** Whether it stands behind a comment mark: then it is talk, not data. */
  readonly comment: boolean;
}

/** What a reply says, apart from its small print. */
export interface ReplyLines {
  readonly labelled: readonly LabelledLine[];
  /** Sentences of at most {@link MAX_LINES} lines, one line each. */
  readonly statements: readonly string[];
  /** Whether anything at all stands outside comments. */
  readonly plain: boolean;
}

/** A paragraph of more lines, with this many characters of prose, is terms of use, not an answer. */
const MAX_LINES = 3;
const LAW = 160;

/** Characters; some registries write their terms as one long line. */
const MAX_STATEMENT = 300;

/** Everything that a server has to say about the query stands before this; in characters. */
const HEAD = 65_536;

/** Takes the head of a reply apart, without the lines between `>>>` and `<<<`. */
export function replyLines(text: string): ReplyLines {
  const labelled: LabelledLine[] = [];
  const statements: string[] = [];
  let plain = false;
  for (const paragraph of paragraphs(text.slice(0, HEAD))) {
    plain ||= paragraph.some((line) => !isComment(line));
    const lines = withoutLaw(paragraph.map(readLine));
    labelled.push(...lines.filter((line) => typeof line !== "string"));
    statements.push(...statementsOf(lines));
  }
  return { labelled, statements, plain };
}

/**
 * Runs of lines with something on them, all comments or none. `>>> … <<<` parts them as a blank
 * line does.
 */
function paragraphs(text: string): string[][] {
  const runs: string[][] = [];
  let aside = false;
  let last = "";
  for (const line of text.split("\n").map((raw) => raw.trim())) {
    const words = withoutMarks(line);
    aside = words !== "" && (aside || words.startsWith(">>>"));
    const content = aside || words === "" ? "" : line;
    if (content !== "") {
      const goesOn = last !== "" && isComment(last) === isComment(content);
      if (goesOn) runs.at(-1)?.push(content);
      else runs.push([content]);
    }
    last = content;
    if (line.endsWith("<<<")) aside = false;
  }
  return runs;
}

type Line = string | LabelledLine;

/** Of terms of use the first line only: some servers put them right below the answer. */
function withoutLaw(lines: readonly Line[]): readonly Line[] {
  const prose = lines.filter((line) => typeof line === "string");
  const isLaw =
    lines.length > MAX_LINES &&
    prose.length * 2 >= lines.length &&
    prose.reduce((length, line) => length + line.length, 0) >= LAW;
  return isLaw ? lines.slice(0, 1) : lines;
}

/** What stands between the labelled lines of a paragraph, one line each. */
function statementsOf(lines: readonly Line[]): string[] {
  const statements: string[] = [""];
  for (const line of lines) {
    if (typeof line === "string") statements.push(`${statements.pop()} ${line}`.trim());
    else statements.push("");
  }
  return statements.filter(({ length }) => length > 0 && length <= MAX_STATEMENT);
}

function readLine(line: string): Line {
  const words = withoutMarks(line);
  const bracketed = words.startsWith("[");
  const end = bracketed ? words.indexOf("]") : words.search(/[:：](?=\s|$)/u);
  const label = withoutDots(words.slice(bracketed ? 1 : 0, Math.max(end, 0)))
    .trim()
    .toLowerCase();
  if (!isLabel(label)) return words;
  return { label, value: words.slice(end + 1).trim(), comment: isComment(line) };
}

/** A few words of letters; `foo.cl: no existe` and `Sorry, but domain: x` are statements. */
const isLabel = (text: string): boolean =>
  /^[\p{L}\p{M}\p{N} /()&'_-]{1,50}$/u.test(text) && text.split(" ").length <= 5;

/** Some registries fill the space up to the colon: `Domain Name.....: example.kz`. */
function withoutDots(label: string): string {
  let end = label.length;
  while (label.charAt(end - 1) === ".") end -= 1;
  return label.slice(0, end);
}

const isComment = (line: string): boolean => "%#;*".includes(line.charAt(0));

/** Without comment marks and bullets at the start, and without runs of spaces. */
function withoutMarks(line: string): string {
  return line
    .replace(/^[%#;*\-\s]+/, "")
    .replaceAll(/\s+/g, " ")
    .trim();
}
