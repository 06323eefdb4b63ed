/**
 * Contacts as JSContact (RFC 9553), which some RDAP servers send in place of jCard. The card of the
 * RFC is read, and the fields of earlier drafts where they differ.
 */

import type { Contact } from "../model/record.ts";
import { countryOf } from "./address.ts";
import { isObject, type JsonObject, known, objectOf, objectsOf } from "./json.ts";
import { phoneMembers, phoneOf } from "./phone.ts";
import { textOf } from "./text.ts";

const MOST = 20;

/** Reads a `jscard` member; what is malformed in it is skipped. */
export function contactOfJscard(card: unknown): Contact {
  const json = objectOf(card);
  const name = objectOf(json["name"]);
  const [email, ...otherEmails] = new Set(
    entries(json["emails"]).flatMap((item) => textOf(item["address"] ?? item["email"]) ?? []),
  );
  const phones = entries(json["phones"]).flatMap(
    (item) => phoneOf(item["number"] ?? item["phone"], { type: features(item["features"]) }) ?? [],
  );
  return known({
    name: textOf(name["full"] ?? json["fullName"]) ?? componentText(name["components"], " "),
    organization: textOf(entries(json["organizations"])[0]?.["name"]),
    kind: textOf(json["kind"])?.toLowerCase(),
    ...addressMembers(entries(json["addresses"])[0] ?? {}),
    ...phoneMembers(phones),
    email,
    otherEmails,
    url: textOf(entries(json["links"]).find((item) => item["kind"] !== "contact")?.["uri"]),
    contactUri: textOf(entries(json["links"]).find((item) => item["kind"] === "contact")?.["uri"]),
  });
}

/** JSContact keeps lists as objects by arbitrary ids. */
const entries = (value: unknown): readonly JsonObject[] =>
  isObject(value) ? objectsOf(Object.values(value), MOST) : [];

/** `{ voice: true, fax: true }` as a list of words. */
const features = (value: unknown): readonly string[] => Object.keys(objectOf(value)).slice(0, MOST);

function addressMembers(address: JsonObject): Contact {
  const components = address["components"] ?? address["street"];
  const part = (...kinds: readonly string[]): string | undefined =>
    componentText(components, " ", kinds);
  const street = part("name", "number", "block", "building", "floor", "apartment", "postOfficeBox");
  return known({
    street: street === undefined ? [] : [street],
    city: part("locality") ?? textOf(address["locality"]),
    state: part("region") ?? textOf(address["region"]),
    postalCode: part("postcode") ?? textOf(address["postcode"]),
    country: countryOf(address["countryCode"] ?? part("country") ?? address["country"]),
  });
}

/** The values of components, all or of some kinds, in order. */
function componentText(
  value: unknown,
  separator: string,
  kinds?: readonly string[],
): string | undefined {
  const parts = objectsOf(value, MOST)
    .filter((item) => kinds?.includes(String(item["kind"] ?? item["type"])) ?? true)
    .flatMap((item) => textOf(item["value"]) ?? []);
  return parts.join(separator) || undefined;
}
