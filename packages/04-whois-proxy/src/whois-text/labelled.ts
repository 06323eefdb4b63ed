/** One line of a reply as label and value, in all the ways that registries part them. */
import { isLabel, plainLabel } from "./label.ts";
import { domainWord, isKnown } from "./vocabulary.ts";

export interface Labelled {
  /** As {@link plainLabel} makes it; never empty. */
  readonly label: string;
  /** Empty where only the label stands. */
  readonly value: string;
}

/**
 * Label and value of a line; undefined for a line without a label.
 *
 * @example
 * labelled("Domain Name.....: example.kz"); // { label: "domain name", value: "example.kz" }
 */
export function labelled(line: string): Labelled | undefined {
  return (
    rwhois(line) ??
    bracketed(line) ??
    withColon(line) ??
    closeUp(line) ??
    inColumns(line) ??
    sentence(line)
  );
}

/** `network:Org-Name;I:Example`, as rwhois servers write (RFC 2167). */
const rwhois = (line: string): Labelled | undefined =>
  parts(/^[a-z]{3,20}:([a-z][\w-]{1,60})(?:;[a-z])?:(.*)$/i.exec(line));

/** `[Domain Name]  example.jp`, `a. [Network Name]  EXAMPLE`, `a [Record Created]  12-JAN-1998`. */
function bracketed(line: string): Labelled | undefined {
  const match = /^(?:[a-z]\.? ?)?\[([^\]]{1,60})\](.*)$/.exec(line);
  // Banners stand in brackets, too: `[ Network Information ]`.
  return match?.[1]?.startsWith(" ") === true ? undefined : parts(match);
}

const withColon = (line: string): Labelled | undefined =>
  parts(/^([^:：]{1,300})[:：](?=\s|$)(.*)$/u.exec(line));

/** `DNSSEC:N`: only where the label is one that is known, since much else has colons in it. */
function closeUp(line: string): Labelled | undefined {
  const found = parts(/^([^:：]{1,100})[:：](?!\/\/)(.*)$/u.exec(line));
  return found !== undefined && isKnown(found.label) ? found : undefined;
}

/** `Domain  name    example.md`: a label that is known, with at least two spaces behind it. */
function inColumns(line: string): Labelled | undefined {
  const columns = line.split(/ {2,}/, MAX_COLUMNS + 1);
  for (let count = Math.min(columns.length - 1, MAX_COLUMNS); count > 0; count -= 1) {
    const label = plainLabel(columns.slice(0, count).join(" "));
    if (domainWord(label) !== undefined) return { label, value: columns.slice(count).join(" ") };
  }
  return undefined;
}

const MAX_COLUMNS = 3;

/** `Record expires on 2027-05-31`: words that are a label in front of what begins like a date. */
function sentence(line: string): Labelled | undefined {
  const found = parts(/^([a-z][a-z ]{2,40}?) (?=\d)(.{4,100})$/i.exec(line));
  const word = domainWord(found?.label ?? "");
  // `Last updated on 2026-11-22` alone is about the database.
  const isRecords = word === "updated" && /^(?:record|domain) /.test(found?.label ?? "");
  return isRecords || word === "created" || word === "expires" ? found : undefined;
}

function parts(match: RegExpExecArray | null): Labelled | undefined {
  const [, left = "", value = ""] = match ?? [];
  const label = isLabel(left.trim()) ? plainLabel(left) : "";
  return label === "" ? undefined : { label, value: value.trim() };
}
