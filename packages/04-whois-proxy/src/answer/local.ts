/** What is answered from tables and words alone, asking nobody. Pure; lines end with LF. */

import { outcomes } from "../model/outcome.ts";
import { type Subject, subjectText } from "../model/subject.ts";
import type { Plan } from "../plan/plan.ts";
import { sourceText } from "../model/source.ts";
import type { SpecialEntry } from "../tables/tables.ts";

/** One `Label:  value` line per fact of an entry of a registry of IANA. */
export function specialText(subject: Subject, entry: SpecialEntry): string {
  const rows: readonly (readonly [string, string])[] = [
    ["Query", subjectText(subject)],
    ["Entry", entry.key],
    ["Name", entry.name],
    ...entry.rfc.map((rfc) => ["Reference", rfc] as const),
    ...entry.details,
    ["Registry", entry.registry],
  ];
  const width = Math.max(...rows.map(([label]) => label.length)) + 2;
  return rows.map(([label, value]) => `${`${label}:`.padEnd(width)}${value}`).join("\n");
}

/** The `source` words of such an entry: `local IANA IPv4 Special-Purpose Address Registry of 2025-10-09`. */
export const specialSource = ({ registry, date }: SpecialEntry): string =>
  `local ${registry} of ${date}`;

/** The plan in words: `--explain`. */
export function explainText(subject: Subject, plan: Plan): string {
  const head = `Plan for ${subjectText(subject)}:`;
  if (plan.special !== undefined)
    return `${head}\n  answer from ${specialSource(plan.special)}, asking nobody`;
  if (plan.sources.length === 0) return [`${head}\n  nobody to ask`, ...plan.notes].join("\n  ");
  const steps = plan.sources.map((source, index) => {
    const line = source.protocol === "whois" ? `, sending ${JSON.stringify(source.query)}` : "";
    const role =
      source.protocol === "whois" && source.directory ? ", and then the server it names" : "";
    return `  ${index + 1}. ${sourceText(source)}${line} (${source.why})${role}`;
  });
  return [head, ...steps].join("\n");
}

/** Said when no source is known. */
export const noServerText = (subject: Subject, { notes }: Plan): string =>
  [`${outcomes["no-server"].text}: ${subjectText(subject)}`, ...notes].join("\n");

/** Said with every query that cannot be understood. */
export const HINT =
  "Ask for a domain, an IP address, a network or an AS number, such as example.com, 192.0.2.1,\n" +
  "2001:db8::/32 or AS64500, or say help";

/** The answer to `help`. */
export const HELP = `A universal WHOIS proxy: one line in, one answer out, for every registry.

Ask for
  a domain            example.com, bücher.example, https://www.example.com/
  an address          192.0.2.1, 2001:db8::1
  a network           192.0.2.0/24, 2001:db8::/32
  an AS number        AS64500

Options, before what you ask for
  --via=rdap|whois    ask by this protocol only
  --no-referral       do not go on from the registry to the registrar
  --fresh             do not answer from the cache
  --raw               the upstream's own text, nothing added
  --explain           the plan: who would be asked and why; nobody is
  -X                  any other option goes to the WHOIS server in charge`;
