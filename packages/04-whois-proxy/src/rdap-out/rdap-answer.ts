/**
 * A whole RDAP answer (RFC 9083): the object that was asked for, or an error; with it where it came
 * from. Pure.
 */
import type { AnswerParts } from "../answer/answer-parts.ts";
import { bareRecord, isOfKind } from "../answer/bare-record.ts";
import { outcomes } from "../model/outcome.ts";
import type { Subject } from "../model/subject.ts";
import { rdapPath } from "../plan/sources.ts";
import { conformanceOf } from "./conformance.ts";
import { rdapError } from "./error.ts";
import { type JsonObject, some } from "./json.ts";
import { answerLinks } from "./links.ts";
import { noticesOf } from "./notices.ts";
import { rdapObject } from "./rdap-object.ts";
import { remark } from "./remarks.ts";

/** Makes the answer. `base` is where the client reached us, for the `self` link. */
export function rdapAnswer(parts: AnswerParts, base?: string): JsonObject {
  const { subject, outcome } = parts;
  return outcome === "found" && subject !== undefined
    ? objectAnswer(subject, parts, base)
    : errorAnswer(parts);
}

function objectAnswer(subject: Subject, parts: AnswerParts, base: string | undefined): JsonObject {
  const self = base === undefined ? undefined : `${base}${rdapPath(subject)}`;
  const { record, hops } = parts.facts;
  const own = record !== undefined && isOfKind(record, subject) ? record : undefined;
  // A reverse name is a domain, of which WHOIS knows only the network.
  const network = own === undefined && record?.kind === "network" ? rdapObject(record) : undefined;
  const object = rdapObject(own ?? bareRecord(subject));
  return {
    rdapConformance: conformanceOf(object, network ?? {}),
    ...object,
    ...(network !== undefined && { network }),
    // Where nothing could be read, the text is all that there is, and comes along as it is.
    ...(record === undefined && {
      remarks: some(remark(linesOf(parts.text), "Text of the registry")),
    }),
    links: some(answerLinks(self, hops)),
    notices: some(noticesOf(parts, self)),
  };
}

function errorAnswer(parts: AnswerParts): JsonObject {
  const { httpStatus, text } = outcomes[parts.outcome];
  return {
    ...rdapError(httpStatus, text, linesOf(parts.text)),
    notices: some(noticesOf(parts, undefined)),
  };
}

const linesOf = (text: string): readonly string[] =>
  text.split("\r\n").filter((line) => line.trim() !== "");
