/** Telephone numbers of vCards: voice and fax, as URI or text, with extension. */

import type { Contact } from "../model/record.ts";
import { type JsonObject, known, listOf } from "./json.ts";
import { textOf } from "./text.ts";

interface Phone {
  readonly number: string;
  readonly ext?: string;
  /** Lower case: `voice`, `fax`, `cell`, `work`… */
  readonly types: readonly string[];
}

type PhoneMembers = Pick<Contact, "phone" | "phoneExt" | "fax" | "faxExt" | "otherPhones">;

/**
 * Reads one `tel` property: a `tel:` or `fax:` URI (RFC 3966) or plain text.
 *
 * @example
 * phoneOf("tel:+1.7035555555;ext=12", {}); // { number: "+1.7035555555", ext: "12", types: [] }
 */
export function phoneOf(value: unknown, parameters: JsonObject): Phone | undefined {
  const text = textOf(value);
  if (text === undefined) return undefined;
  const [, scheme = "", rest = ""] = /^(tel:|fax:)?(.*)$/i.exec(text) ?? [];
  const [number = "", ...extra] = rest.split(";").map((part) => part.trim());
  if (number === "") return undefined;
  const ext = extra.find((part) => /^ext=./i.test(part))?.slice("ext=".length);
  const types = typesOf(parameters);
  return {
    number,
    ...(ext !== undefined && { ext }),
    types: scheme.toLowerCase() === "fax:" ? [...types, "fax"] : types,
  };
}

/** The first voice number and the first fax are the contact's own; the rest follow. */
export function phoneMembers(phones: readonly Phone[]): PhoneMembers {
  const faxes = phones.filter(({ types }) => types.includes("fax"));
  const voices = phones.filter(({ types }) => !types.includes("fax"));
  const voice = voices.find(isVoice) ?? voices[0];
  const [fax, ...moreFaxes] = faxes;
  const others = [...voices.filter((phone) => phone !== voice), ...moreFaxes].flatMap(
    ({ number, ext }) => phoneText(number, ext) ?? [],
  );
  return known({
    phone: voice?.number,
    phoneExt: voice?.ext,
    fax: fax?.number,
    faxExt: fax?.ext,
    otherPhones: [...new Set(others)],
  });
}

// A number without a type other than work or home is a voice number (RFC 6350, section 6.4.1).
const isVoice = ({ types }: Phone): boolean =>
  types.includes("voice") || types.every((type) => type === "work" || type === "home");

/** A number with its extension, as one value. */
export const phoneText = (
  number: string | undefined,
  ext: string | undefined,
): string | undefined =>
  number === undefined || ext === undefined ? number : `${number} ext. ${ext}`;

/** The `type` parameter: a string or a list; one server writes `Type`. */
function typesOf(parameters: JsonObject): readonly string[] {
  const value = parameters["type"] ?? parameters["Type"];
  return listOf(value, 10).flatMap((type) => textOf(type)?.toLowerCase() ?? []);
}
