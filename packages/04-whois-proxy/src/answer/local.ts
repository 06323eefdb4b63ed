/** What is answered from tables and words alone, asking nobody. Pure; lines end with LF. */

import { outcomes } from "../model/outcome.ts";
import { type Subject, subjectText } from "../model/subject.ts";
import type { Plan } from "../plan/plan.ts";
import { type Experience, type Source, sourceText } from "../model/source.ts";
import type { SpecialEntry } from "../tables/tables.ts";
import type { Form } from "./answer.ts";

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

/** The plan in words: `--explain`. What experience has changed about the order is said where it is known. */
export function explainText(subject: Subject, plan: Plan, experience?: Experience): string {
  const head = `Plan for ${subjectText(subject)}:`;
  if (plan.special !== undefined)
    return `${head}\n  answer from ${specialSource(plan.special)}, asking nobody`;
  if (plan.sources.length === 0) return [`${head}\n  nobody to ask`, ...plan.notes].join("\n  ");
  const sources = experience?.order(plan.sources) ?? plan.sources;
  const steps = sources.map((source, index) => {
    const against = experience?.against(source);
    const doubt = against === undefined ? "" : `, behind the others for now: ${against}`;
    return `  ${index + 1}. ${stepText(source)}${doubt}`;
  });
  const others = plan.elsewhere?.map(sourceText) ?? [];
  return [
    head,
    ...steps,
    ...(others.length > 0 ? [`  If the object is another registry's: ${others.join(", ")}`] : []),
    ...plan.notes.map((note) => `  ${note}`),
  ].join("\n");
}

/** A server, what it is sent, and why. */
function stepText(source: Source): string {
  const line = source.protocol === "whois" ? `, sending ${JSON.stringify(source.query)}` : "";
  const role =
    source.protocol === "whois" && source.directory ? ", and then the server it names" : "";
  return `${sourceText(source)}${line} (${source.why})${role}`;
}

/** Said when no source is known. */
export const noServerText = (subject: Subject, { notes }: Plan): string =>
  [`${outcomes["no-server"].text}: ${subjectText(subject)}`, ...notes].join("\n");

/** Said with every query that cannot be understood; RDAP's paths say by themselves what they take. */
export const badQueryText = (reason: string, form: Form = "text"): string =>
  `Cannot understand the query: ${reason}${form === "rdap" ? "" : `\n${HINT}`}`;

const HINT =
  "Ask for a domain, an IP address, a network, an AS number or a handle, such as example.com,\n" +
  "192.0.2.1, 2001:db8::/32, AS64500 or ABC123-ARIN, with options before it; or say help";

/** The answer to `help`. */
export const HELP = `A universal WHOIS proxy: one line in, one answer out, for every registry.

Ask for
  a domain            example.com, bücher.example, https://www.example.com/
  an address          192.0.2.1, 2001:db8::1
  a network           192.0.2.0/24, 2001:db8::/32
  an AS number        AS64500
  a name server       nameserver ns1.example.com
  a handle            ABC123-ARIN, ORG-EXAMPLE1-RIPE
  a registrar         registrar 292, by its IANA id

Options, before what you ask for
  --json              structured: the same members for every registry
  --via=rdap|whois    ask by this protocol only
  --no-referral       do not go on from the registry to the registrar
  --fresh             do not answer from the cache
  --raw               the upstream's own text, nothing added
  --explain           the plan: who would be asked and why; nobody is
  -X                  any other option goes to the WHOIS server in charge`;
