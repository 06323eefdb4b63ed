/** DNSSEC in RDAP: the `secureDNS` member (RFC 9083, section 5.3). */

import type { Dnssec } from "../model/record.ts";
import { isObject, type JsonObject, known, objectsOf } from "./json.ts";
import { limits } from "./limits.ts";
import { idOf } from "./text.ts";

/** Undefined when the registry does not say whether the delegation is signed. */
export function dnssecOf(value: unknown): Dnssec | undefined {
  if (!isObject(value)) return undefined;
  const ds = rows(value["dsData"], ["keyTag", "algorithm", "digestType", "digest"]);
  const keys = rows(value["keyData"], ["flags", "protocol", "algorithm", "publicKey"]);
  const said = value["delegationSigned"];
  const signed = typeof said === "boolean" ? said : ds.length + keys.length > 0 || undefined;
  return signed === undefined ? undefined : { signed, ...known({ ds, keys }) };
}

/** Records with all of their fields, each as one line of a zone file. */
const rows = (value: unknown, fields: readonly string[]): readonly string[] =>
  objectsOf(value, limits.keys).flatMap((item: JsonObject) => {
    const texts = fields.flatMap((field) => idOf(item[field]) ?? []);
    return texts.length === fields.length ? texts.join(" ") : [];
  });
