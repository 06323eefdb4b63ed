/**
 * What a reply withholds, told in three ways: the `redacted` member (RFC 9537), values that say so
 * (`REDACTED FOR PRIVACY`), and remarks on a contact (`object redacted due to authorization`).
 */

import type { Contact, Redaction } from "../model/record.ts";
import { type JsonObject, known, objectOf, objectsOf, textsOf, without } from "./json.ts";
import { limits } from "./limits.ts";
import { textOf } from "./text.ts";
import { contactKey, contactKeys, whoisKey } from "./whois-keys.ts";

/** A redaction inside a contact, under the end of its key: `Name`, `ID`, `Contact` for all of it. */
export interface Withheld {
  readonly end: string;
  /** Why, if the registry says. */
  readonly reason: string | undefined;
}

/** Reads a `redacted` member (RFC 9537, section 4). */
export const redactionsOf = (value: unknown): readonly Redaction[] =>
  objectsOf(value, limits.redactions).flatMap((item) => {
    const words = wordOf(item["name"]);
    return words === undefined || whoisKey(words) === ""
      ? []
      : named(words, wordOf(item["reason"]));
  });

function named(words: string, reason: string | undefined): Redaction {
  const name = whoisKey(words);
  const isKey = words.toLowerCase() === name.toLowerCase();
  return { name, ...known({ description: isKey ? undefined : words, reason }) };
}

/** `type` is registered with IANA, `description` is free text; one or the other is there. */
const wordOf = (value: unknown): string | undefined =>
  textOf(objectOf(value)["type"]) ?? textOf(objectOf(value)["description"]) ?? textOf(value);

// Values that begin so only say that there is none to see; what follows is the reason.
const STAND_IN =
  /^\W*(?:data |information )?redacted\b|^\W*(?:gdpr masked|not disclosed|non-public data)\W*$/i;
// Registries put this in place of an e-mail address (ICANN's Temporary Specification of 2018).
const ASK_THE_REGISTRAR = /^please query the (?:rdds|whois) service\b/i;

const isStandIn = (value: string): boolean => STAND_IN.test(value) || ASK_THE_REGISTRAR.test(value);

// Words that say no more than that something is redacted.
const PLAIN = /^\W*(?:(?:data |information )?redacted(?: for privacy)?(?: purposes)?\W*)?$/i;

const reasonIn = (words: string): string | undefined => (PLAIN.test(words) ? undefined : words);

/** Takes the values that say `REDACTED…` out of a contact, and tells which they were. */
export function withoutStandIns(contact: Contact): readonly [Contact, readonly Withheld[]] {
  const keys = [["handle", "ID"], ...contactKeys] as const;
  const withheld = keys.flatMap(([member, end]) => {
    const words = [contact[member] ?? []].flat();
    const [first] = words;
    if (first === undefined || !words.every(isStandIn)) return [];
    return { member, end, reason: reasonIn(first) };
  });
  return [without(contact, ...withheld.map(({ member }) => member)), withheld];
}

const WITHHOLDING = /^object (?:redacted|truncated) due to authorization$/i;

/** Whether a remark says that something of its object is withheld. */
export const isWithholding = (remark: JsonObject): boolean =>
  WITHHOLDING.test(textOf(remark["type"]) ?? "") ||
  /\bredacted for privacy\b/i.test(textOf(remark["title"]) ?? "");

/** What a contact's remarks say is withheld: all of it, or its e-mail address. */
export const withheldByRemark = (remarks: readonly JsonObject[]): readonly Withheld[] =>
  remarks.filter(isWithholding).map((remark) => ({
    end: /^e-?mail\b/i.test(textOf(remark["title"]) ?? "") ? "Email" : "Contact",
    reason: reasonIn(textsOf(remark["description"], limits.lines).join(" ")),
  }));

/** The redactions of a contact under its whole keys. */
export const redactionsUnder = (
  label: string,
  withheld: readonly Withheld[],
): readonly Redaction[] => withheld.map(({ end, reason }) => named(contactKey(label, end), reason));

/** The redactions of a contact that is the object itself: its keys have no role before them. */
export const redactionsOfOwn = (withheld: readonly Withheld[]): readonly Redaction[] =>
  withheld
    // Whoever reads the object reads its handle.
    .filter(({ end }) => end !== "ID")
    .map(({ end, reason }) => named(end, reason));

/** One redaction for each name: the first. */
export function distinctRedactions(redactions: readonly Redaction[]): readonly Redaction[] {
  const byName = new Map<string, Redaction>();
  for (const item of redactions) if (!byName.has(item.name)) byName.set(item.name, item);
  return [...byName.values()].slice(0, limits.redactions);
}
