/** Postal addresses of vCards (RFC 6350, section 6.3.1). */

import type { Contact } from "../model/record.ts";
import { countryCode } from "./country.ts";
import { isObject, type JsonObject, known, textsOf } from "./json.ts";
import { flatText, textOf } from "./text.ts";

type AddressMembers = Pick<
  Contact,
  "street" | "city" | "state" | "postalCode" | "country" | "address"
>;

/**
 * Reads an `adr` property. Its value has seven parts: post box, extension, street, city, region,
 * code, country, each a text or a list. The number registries leave them empty and give the whole as
 * the parameter `label`; a value with too few parts is a list of lines.
 */
export function addressOf(value: unknown, parameters: JsonObject): AddressMembers {
  const parts = Array.isArray(value) ? value.slice(0, 7).map(partOf) : [];
  const code = countryOf(parameters["cc"]);
  if (parts.every((part) => part.length === 0))
    return known({ address: labelLines(parameters["label"] ?? value), country: code });
  const [box = [], extension = [], street = [], city, state, postalCode, country] = parts;
  const shaped = parts.length === 7 || (box.length === 0 && extension.length === 0);
  if (!shaped) return known({ address: parts.flat(), country: code });
  return known({
    street: [...box, ...extension, ...street],
    city: joined(city),
    state: joined(state),
    postalCode: joined(postalCode),
    country: code ?? countryOf(joined(country)),
  });
}

/** A country by code or name. */
export function countryOf(value: unknown): string | undefined {
  const text = textOf(value);
  return text === undefined ? undefined : countryCode(text);
}

const partOf = (part: unknown): readonly string[] => (isObject(part) ? [] : textsOf(part, 10));

const joined = (part: readonly string[] | undefined): string | undefined =>
  part?.join(", ") || undefined;

/** The label is one text with line ends; some servers write these as the two characters `\n`. */
const labelLines = (label: unknown): readonly string[] =>
  typeof label === "string"
    ? label
        .split(/\r\n|[\r\n]|\\n/, LABEL_LINES)
        .map(flatText)
        .filter((line) => line !== "")
    : [];

const LABEL_LINES = 50;
