/** The registrar of a domain, out of all that the reply says of one. */
import type { Contact, Registrar } from "../model/record.ts";
import { known } from "../record/json.ts";
import type { Facts } from "./facts.ts";
import { hostIn } from "./host-name.ts";

/** Undefined when the reply names none. */
export function registrarOf(
  facts: Facts,
  described: Contact | undefined,
  abuse: Contact | undefined,
): Registrar | undefined {
  const { name, organization, ...rest } = withoutCode(described ?? {});
  const named = withSite(name ?? facts("registrar")[0] ?? organization ?? "");
  const registrar: Registrar = known({
    ...rest,
    name: named.name,
    organization: organization === named.name ? undefined : organization,
    ianaId: facts("registrarId").find((id) => /^\d{1,7}$/.test(id)),
    url: facts("registrarUrl")[0] ?? rest.url ?? named.url,
    whois: facts("registrarWhois")
      .map(hostIn)
      .find((host) => host !== undefined),
    abuse,
  });
  return Object.keys(registrar).length === 0 ? undefined : registrar;
}

/** At .it an organisation has its name, and the registrar's code is called its name. */
function withoutCode(contact: Contact): Contact {
  const { name, organization, handle = name } = contact;
  if (name === undefined || organization === undefined || !CODE.test(name)) return contact;
  return { ...contact, name: organization, ...known({ handle }) };
}

const CODE = /^[A-Z\d]{2,30}(?:-[A-Z\d]{2,30}){1,5}$/;

/** `Example Inc. (https://www.example.com)` */
function withSite(text: string): { readonly name?: string; readonly url?: string } {
  const at = text.search(/ \( ?https?:\/\//i);
  const isBoth = at > 0 && text.endsWith(")");
  if (!isBoth) return text === "" ? {} : { name: text };
  return { name: text.slice(0, at).trim(), url: text.slice(at + 2, -1).trim() };
}
