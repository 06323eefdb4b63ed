/** Plans with the built-in tables, for a line as a client types it. */

import { parseConfig } from "../../src/config/load.ts";
import { sourceText } from "../../src/model/source.ts";
import { type Plan, planQuery } from "../../src/plan/plan.ts";
import { parseQuery } from "../../src/query/parse-query.ts";
import { loadBuiltInTables } from "../../src/tables/built-in.ts";

const tables = loadBuiltInTables();

/** The whole plan for a line, with a configuration file. */
export function wholePlan(line: string, toml = ""): Plan {
  const query = parseQuery(line, tables.registrableName);
  if (query.kind !== "lookup") throw new Error(`Cannot plan for "${line}": ${query.kind}`);
  const config = parseConfig(toml, "test.toml");
  return planQuery(query.subject, query.options, { config, tables });
}

/** One word per source, or what it is answered from. */
export function planOf(line: string, toml = ""): string[] {
  const { special, sources } = wholePlan(line, toml);
  return special === undefined ? sources.map(sourceText) : [`local ${special.key}`];
}

/** What the WHOIS servers of a plan are sent. */
export const linesOf = ({ sources }: Plan): string[] =>
  sources.flatMap((source) => (source.protocol === "whois" ? [source.query] : []));
