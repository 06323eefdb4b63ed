/** Whether a reply that looks like an answer is one: about what was asked, and with words in it. Pure. */

import { contains, parseNetwork } from "../model/ip.ts";
import type { RegistryRecord } from "../model/record.ts";
import type { Reply } from "../model/source.ts";
import type { Subject } from "../model/subject.ts";
import { parseDomainName } from "../query/domain-name.ts";
import { toWire } from "./clean.ts";

/**
 * The same reply, or a `bad-reply` with the reason why it is no answer to this question.
 *
 * @param asked what the servers are asked about, where that is not the subject itself
 */
export function checkedReply(reply: Reply, subject: Subject, asked = subject): Reply {
  if (reply.outcome !== "found") return reply;
  const reason = faultOf(reply, subject);
  if (reason === undefined || faultOf(reply, asked) === undefined) return reply;
  return { ...reply, outcome: "bad-reply", reason, text: "" };
}

function faultOf({ record, source, text }: Reply, subject: Subject): string | undefined {
  if (record !== undefined)
    return isAbout(record, subject) ? undefined : `answers for ${nameOf(record)}`;
  if (toWire(text).trim() === "") return "nothing but control characters";
  // A registry's own text is taken as it is; a registrar's must be about the name it was asked for.
  const other = source.trusted ? undefined : otherName(text, subject);
  return other === undefined ? undefined : `answers for ${other}`;
}

function isAbout(record: RegistryRecord, subject: Subject): boolean {
  if (record.kind === "domain" && subject.kind === "domain")
    // A registry of addresses answers for the reverse zone that a reverse name lies in.
    return subject.name.endsWith(".arpa")
      ? `.${subject.name}`.endsWith(`.${record.name}`)
      : record.name === subject.name;
  if (record.kind === "autnum" && subject.kind === "autnum")
    return record.start <= subject.number && subject.number <= record.end;
  if (record.kind === "nameserver" && subject.kind === "nameserver")
    return record.name === subject.name;
  // A handle has more than one spelling, and a registrar's is not its IANA id.
  if (record.kind === "entity") return subject.kind === "entity" || subject.kind === "registrar";
  if (record.kind !== "network" || subject.kind !== "network") return false;
  return record.cidrs.some((cidr) => {
    const network = parseNetwork(cidr);
    // A registry may know a larger network only in parts.
    return network && (contains(network, subject.network) || contains(subject.network, network));
  });
}

function nameOf(record: RegistryRecord): string {
  switch (record.kind) {
    case "domain":
    case "nameserver":
      return record.name;
    case "entity":
      return record.handle ?? record.name ?? "somebody else";
    case "network":
    case "autnum":
      return `${record.start} - ${record.end}`;
  }
}

/** The name in the first `Domain Name:` line, if it is another one than was asked for. */
function otherName(text: string, subject: Subject): string | undefined {
  if (subject.kind !== "domain") return undefined;
  const [, word = ""] =
    /^[ \t]{0,9}domain name:[ \t]{0,99}(\S{1,253})[ \t\r]{0,9}$/im.exec(text) ?? [];
  const name = parseDomainName(word)?.name;
  return name === undefined || name === subject.name ? undefined : name;
}
