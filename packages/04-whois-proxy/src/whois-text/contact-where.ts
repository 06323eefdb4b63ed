/** Where a contact is: the address, in parts or in lines. */
import { countryCode } from "../record/country.ts";
import type { LinesOfContact } from "./contact-lines.ts";
import { type ContactValue, textOf, textsOf } from "./contact-value.ts";

/** The address; with a city of its own, what is called the address is the street. */
export function whereIn(values: readonly ContactValue[], lines: LinesOfContact) {
  const city = textOf(values, "city");
  const state = textOf(values, "state");
  const codes = textsOf(values, "postalCode");
  const postalCode = codes.find(isPostalCode);
  const country = textOf(values, "country") ?? lines.country;
  const street = textsOf(values, "street");
  // .ua has the whole address as `abuse-postal`.
  const whole = codes.filter((code) => !isPostalCode(code));
  const address = [...textsOf(values, "address"), ...whole, ...lines.address];
  const inParts = [city, state, postalCode].some((part) => part !== undefined);
  return {
    street: inParts ? [...street, ...address] : street,
    city,
    state,
    postalCode,
    country: country === undefined ? undefined : countryIn(country),
    address: inParts ? [] : address,
  };
}

const isPostalCode = (text: string): boolean => text.length <= 20 && !text.includes(",");

/** `Hong Kong (HK)` */
const countryIn = (text: string): string =>
  /\(([A-Z]{2})\)$/.exec(text.slice(-10))?.[1] ?? countryCode(text);
