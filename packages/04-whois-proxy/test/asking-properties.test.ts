/** What holds for every line that can be asked, and for every plan that is made for it. */

import fc from "fast-check";
import { expect, test } from "vitest";
import { parseConfig } from "../src/config/load.ts";
import { subjectText } from "../src/model/subject.ts";
import { type Plan, planQuery } from "../src/plan/plan.ts";
import { type ParsedQuery, parseQuery } from "../src/query/parse-query.ts";
import { loadBuiltInTables } from "../src/tables/built-in.ts";
import { anyLine, anySubject } from "./support/any-line.ts";

const tables = loadBuiltInTables();
const config = parseConfig("", "test.toml");

const parse = (line: string): ParsedQuery => parseQuery(line, tables.registrableName);

/** What is asked about; undefined where that is nothing. */
function subjectOf(line: string) {
  const query = parse(line);
  return query.kind === "lookup" ? query.subject : undefined;
}

test("parseQuery reads what it writes: a subject in words is the same subject", () => {
  fc.assert(
    fc.property(anyLine, (line) => {
      const subject = subjectOf(line);
      if (subject === undefined) return;
      const text = subjectText(subject);
      expect(subjectOf(subject.kind === "nameserver" ? `nameserver ${text}` : text)).toEqual(
        subject,
      );
    }),
    { numRuns: 2000 },
  );
});

test("parseQuery does not care about capitals, spaces around, or the line's end", () => {
  fc.assert(
    fc.property(anySubject, (text) => {
      const subject = subjectOf(text);
      expect(subjectOf(` \t${text}  \r\n`)).toEqual(subject);
      // Of the scheme of a URL, of `AS` and of handles as of names.
      expect(subjectOf(text.toUpperCase())).toEqual(subject);
    }),
    { numRuns: 1000 },
  );
});

test("parseQuery takes options in any order, and they change nothing about the subject", () => {
  const own = fc.shuffledSubarray(["--raw", "--fresh", "--no-referral", "--via=rdap"]);
  fc.assert(
    fc.property(own, anySubject, (options, text) => {
      fc.pre(text !== "");
      expect(parse([...options, text].join(" "))).toEqual({
        ...parse(text),
        options: parse([...options.toReversed(), "x"].join(" ")).options,
      });
    }),
  );
});

/** What is wrong with a plan, in words. */
function faultsOf({ sources, special, notes, elsewhere = [] }: Plan): readonly string[] {
  const asked = [...sources, ...elsewhere];
  const isIdle = sources.length === 0 && special === undefined && notes.length === 0;
  return [
    ...(isIdle ? ["it asks nobody and does not say why"] : []),
    ...asked.flatMap((source) =>
      source.protocol === "rdap"
        ? urlFaults(source.url)
        : /^[^\p{Cc}\p{Zl}\p{Zp}]+$/u.test(source.query)
          ? []
          : [`it sends ${JSON.stringify(source.query)}`],
    ),
    ...asked.flatMap(({ why, trusted }) => (why === "" || !trusted ? ["a stranger"] : [])),
  ];
}

/** A URL must be one, and what is asked must not lead out of its path. */
function urlFaults(url: string): readonly string[] {
  const { pathname, search, hash } = new URL(url);
  const isPlain = search + hash === "" && !/\/\.{1,2}(?:\/|$)/.test(pathname);
  return isPlain && url.endsWith(pathname) ? [] : [`it asks ${url}`];
}

test("planQuery has somebody to ask, or says why not; and sends one line, or one path", () => {
  fc.assert(
    fc.property(anyLine, (line) => {
      const query = parse(line);
      if (query.kind !== "lookup") return;
      const plan = planQuery(query.subject, query.options, { config, tables });
      expect([line, faultsOf(plan)]).toEqual([line, []]);
      expect(planQuery(query.subject, query.options, { config, tables })).toEqual(plan);
    }),
    { numRuns: 3000 },
  );
});

test("planQuery asks by one protocol where a line says so", () => {
  fc.assert(
    fc.property(anySubject, fc.constantFrom("rdap", "whois"), (text, via) => {
      const query = parse(`--via=${via} ${text}`);
      if (query.kind !== "lookup") return;
      const { sources } = planQuery(query.subject, query.options, { config, tables });
      expect(sources.filter(({ protocol }) => protocol !== via)).toEqual([]);
    }),
  );
});
