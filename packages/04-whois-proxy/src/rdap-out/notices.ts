/** Notices (RFC 9083, section 4.3): where an answer came from, how old it is, and what its sources add. */
import type { AnswerParts } from "../answer/answer-parts.ts";
import type { Hop } from "../answer/facts.ts";
import { ageText, hopText } from "../answer/head.ts";
import { distinctNotices } from "../render/notices.ts";
import type { Notice } from "../model/record.ts";
import { type JsonObject, some } from "./json.ts";
import { webLinks } from "./links.ts";

/** All notices of an answer; ours first. */
export function noticesOf(
  { outcome, facts, age }: AnswerParts,
  self: string | undefined,
): readonly JsonObject[] {
  const whois = facts.hops.filter(({ isPart, source }) => isPart && source.startsWith("whois "));
  const converted = outcome === "found" ? whois.map(conversion) : [];
  return [
    ...notice("Source", facts.hops.map(hopText)),
    ...notice("About this answer", facts.notes),
    ...notice("Converted from WHOIS", converted),
    ...(age === undefined ? [] : notice(age.stale ? "Stale answer" : "Age", [ageText(age)])),
    ...distinctNotices(facts.record?.notices).map((own) => ownNotice(own, self)),
  ];
}

const conversion = ({ source }: Hop): string =>
  `${source.slice("whois ".length)} answered by WHOIS: its text was converted into RDAP by this proxy`;

const notice = (title: string, lines: readonly string[]): readonly JsonObject[] =>
  lines.length === 0 ? [] : [{ title, description: lines }];

const ownNotice = ({ title, lines, links = [] }: Notice, self: string | undefined): JsonObject => ({
  title,
  description: lines.length > 0 ? lines : [title ?? "See the links"],
  links: some(links.flatMap((href) => webLinks("related", href, self))),
});
