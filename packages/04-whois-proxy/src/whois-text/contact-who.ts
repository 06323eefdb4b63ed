/** Who a contact is: handle, name and organisation. */
import type { Contact } from "../model/record.ts";
import type { LinesOfContact } from "./contact-lines.ts";
import { type ContactValue, textOf } from "./contact-value.ts";
import { isSurelyHandle } from "./handle.ts";

/** Whether a value is a web address. */
export const isWebAddress = (text: string): boolean => /^https?:\/\//i.test(text);

/** Handle, name and organisation out of all that is said of them. */
export function whoIn(role: string, values: readonly ContactValue[], lines: LinesOfContact) {
  const name = nameIn(values);
  const title = titleIn(role, values, name);
  // The first line below a registrar's heading is its name, company or not.
  const lined =
    role === "registrar"
      ? { name: lines.organization ?? lines.name, organization: undefined }
      : lines;
  return {
    handle: textOf(values, "handle") ?? title.handle,
    name: name ?? title.name ?? lined.name,
    organization: textOf(values, "organization") ?? title.organization ?? lined.organization,
  };
}

/** `Registrant: X`: beside a name X is whom they are with; where it is a handle, it is that. */
function titleIn(
  role: string,
  values: readonly ContactValue[],
  name: string | undefined,
): Pick<Contact, "handle" | "name" | "organization"> {
  const title = textOf(values, "title");
  if (title === undefined || title === name || isWebAddress(title)) return {};
  // A registrar without a name is called by its handle.
  if (isSurelyHandle(title) && (name !== undefined || role !== "registrar"))
    return { handle: title };
  return name === undefined ? { name: title } : { organization: title };
}

/** The name, put together where it is told in two parts. */
function nameIn(values: readonly ContactValue[]): string | undefined {
  const name = textOf(values, "name");
  const given = textOf(values, "givenName");
  const family = textOf(values, "familyName") ?? name;
  return given === undefined ? family : [given, family ?? ""].join(" ").trim();
}
