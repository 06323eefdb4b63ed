/** Every record that the fixtures give, by either protocol. */

import type { RegistryRecord } from "../../src/model/record.ts";
import { type ParsedQuery, parseQuery } from "../../src/query/parse-query.ts";
import { recordFromRdap } from "../../src/record/from-rdap.ts";
import { decodeReply } from "../../src/upstream/charset.ts";
import { recordFromWhois } from "../../src/whois-text/record-from-whois.ts";
import { fixturesOf } from "./fixtures.ts";

/** A record, and where it is from. */
export interface FixtureRecord {
  readonly name: string;
  readonly record: RegistryRecord;
}

const queryFor = (text: string): ParsedQuery => parseQuery(text, (name) => name);

/** The records of all fixtures that have one. */
export function fixtureRecords(): FixtureRecord[] {
  const rdap = fixturesOf("rdap").all.flatMap(({ name, reply }) => {
    const record = recordFromRdap(JSON.parse(reply.toString()));
    return record === undefined ? [] : { name: `rdap ${name}`, record };
  });
  const whois = fixturesOf("whois").all.flatMap(({ name, about, reply }) => {
    const query = queryFor(about.query ?? "unknown.example");
    if (query.kind !== "lookup") return [];
    const record = recordFromWhois(decodeReply(reply), query.subject);
    return record === undefined ? [] : { name: `whois ${name}`, record };
  });
  return [...rdap, ...whois];
}
