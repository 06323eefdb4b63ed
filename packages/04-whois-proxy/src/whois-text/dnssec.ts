/** DNSSEC in WHOIS text: whether a delegation is signed, and by what. */
import type { Dnssec } from "../model/record.ts";
import { known } from "../record/json.ts";
import { limits } from "../record/limits.ts";
import type { Field } from "./field.ts";
import { domainWord } from "./vocabulary.ts";
import type { DomainWord } from "./words.ts";

/** Undefined when the reply does not say whether the delegation is signed. */
export function dnssecIn(fields: readonly Field[]): Dnssec | undefined {
  const texts = (word: DomainWord): readonly string[] =>
    fields.flatMap(({ label, value }) => (domainWord(label) === word ? value : []));
  const ds = [
    ...texts("ds").filter((value) => DS.test(value.slice(0, LONGEST))),
    ...dsInParts(fields),
  ].slice(0, limits.keys);
  const keys = texts("dnskey")
    .filter((value) => DNSKEY.test(value.slice(0, LONGEST)))
    .slice(0, limits.keys);
  const said = texts("dnssec").map(isSigned);
  const signed = said.find((answer) => answer !== undefined);
  if (signed === false) return { signed };
  return signed || ds.length + keys.length > 0
    ? { signed: true, ...known({ ds: [...new Set(ds)], keys: [...new Set(keys)] }) }
    : undefined;
}

/** Characters of a key that are looked at; keys have some hundred. */
const LONGEST = 2000;
const DS = /^\d{1,5} \d{1,3} \d{1,3} [\dA-F ]{40,200}$/i;
const DNSKEY = /^\d{1,5} \d{1,3} \d{1,3} [\w+/= ]{4,1500}$/;

function isSigned(value: string): boolean | undefined {
  if (/^(?:y|yes|signed|active|true|enabled|secure)/i.test(value)) return true;
  return /^(?:n|no|not|un|inactive|false|disabled|insecure|미서명)/i.test(value)
    ? false
    : undefined;
}

const PARTS = ["tag", "algorithm", "type", "digest"] as const;
type Part = (typeof PARTS)[number];

const BY_LABEL: ReadonlyMap<string, Part> = new Map<string, Part>([
  ["key tag", "tag"],
  ["keytag", "tag"],
  ["algorithm", "algorithm"],
  ["key algo", "algorithm"],
  ["digest type", "type"],
  ["key dgst t", "type"],
  ["digest", "digest"],
  ["key dgst", "digest"],
]);

/** `DS Key Tag 1: 12345`, `key1-tag: 12345`, `DS Algorithm 1: 8`…: a record in four lines. */
function dsInParts(fields: readonly Field[]): readonly string[] {
  const found: string[] = [];
  let parts = new Map<Part, string>();
  for (const { label, value } of fields) {
    const part = BY_LABEL.get(plainPart(label));
    if (part === undefined) continue;
    if (part === "tag") parts = new Map();
    parts.set(part, value.split(" ", 1)[0] ?? "");
    const record = PARTS.map((name) => parts.get(name) ?? "").join(" ");
    if (parts.size === PARTS.length && DS.test(record)) found.push(record);
  }
  return found;
}

const plainPart = (label: string): string =>
  label
    .replaceAll(/\d/g, "")
    .replace(/^(?:dnssec )?ds /, "")
    .trim();
