/** The records that all the replies at hand give, alone and, where two servers tell of one domain, merged. */

import type { RegistryRecord } from "../src/model/record.ts";
import { recordFromRdap } from "../src/record/from-rdap.ts";
import { mergeRecords } from "../src/record/merge.ts";
import { rdapCases } from "./rdap-cases.ts";

type Kind = RegistryRecord["kind"];
type RecordOf<K extends Kind> = Extract<RegistryRecord, { readonly kind: K }>;

/** A record, and which reply it is from. */
interface RecordCase<K extends Kind = Kind> {
  readonly name: string;
  readonly record: RecordOf<K>;
}

const alone: readonly RecordCase[] = rdapCases.flatMap(({ name, response }) => {
  const record = recordFromRdap(response);
  return record === undefined ? [] : { name, record };
});

/** Every reply that is of an object, and each pair of replies of the same domain as one. */
const recordCases: readonly RecordCase[] = [
  ...alone,
  ...alone.flatMap(({ name, record }, index) =>
    alone.slice(index + 1).flatMap((other): readonly RecordCase[] => {
      const merged = mergeRecords(record, other.record);
      return merged === record ? [] : [{ name: `${name} with ${other.name}`, record: merged }];
    }),
  ),
];

/** Those of one kind. */
export const recordsOf = <K extends Kind>(kind: K): readonly RecordCase<K>[] =>
  recordCases.flatMap(({ name, record }) => (isOf(kind, record) ? [{ name, record }] : []));

const isOf = <K extends Kind>(kind: K, record: RegistryRecord): record is RecordOf<K> =>
  record.kind === kind;
