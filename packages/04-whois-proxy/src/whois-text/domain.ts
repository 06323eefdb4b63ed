/** A domain out of a WHOIS reply. */
import type { Contact, DomainRecord, Dnssec, Redaction, Registrar } from "../model/record.ts";
import type { DomainSubject } from "../model/subject.ts";
import { known } from "../record/json.ts";
import { limits } from "../record/limits.ts";
import { nameOf } from "../record/nameservers.ts";
import { distinctRedactions } from "../record/redaction.ts";
import { contactOf } from "./contact.ts";
import { datesOf } from "./domain-dates.ts";
import { type Field, isSomebody } from "./fields.ts";
import { distinctNameservers, nameserverIn } from "./nameserver.ts";
import { isPerson, objectsIn } from "./objects.ts";
import { peopleOf, type RoledContact } from "./people.ts";
import { type RoleValue, roleValueOf } from "./roles.ts";
import { statusesIn } from "./status.ts";
import { type DomainWord, domainWord } from "./words.ts";

/** Reads a reply as the record of a domain; undefined when it tells nothing about it. */
export function domainFrom(
  fields: readonly Field[],
  { name, unicode }: DomainSubject,
): DomainRecord | undefined {
  const objects = objectsIn(fields);
  const people = new Set(objects.filter(isPerson).flatMap((object) => object.fields));
  const own = fields.filter((field) => !people.has(field));
  const values = own.flatMap((field) => roleValueOf(field) ?? ownerValueOf(field, own) ?? []);
  const facts = factsOf(own);
  const roles = [...peopleOf(own, objects), ...inRoles(values)];
  const registrar = registrarOf(facts, roles);
  const handle = facts("handle")[0];
  const isHidden = handle !== undefined && /^\W*redacted\b/i.test(handle);
  const record = known({
    handle: isHidden ? undefined : handle,
    unicodeName: unicode === name ? undefined : unicode,
    statuses: facts("status").flatMap(statusesIn).slice(0, limits.statuses),
    ...datesOf(own),
    registrar,
    reseller: named(roles, "reseller") ?? contactNamed(facts("reseller")[0]),
    nameservers: nameserversOf(facts, name),
    dnssec: dnssecOf(facts),
    contacts: contactsOf(roles),
    redacted: distinctRedactions([
      ...(isHidden ? [{ name: "Registry Domain ID" }] : []),
      ...roles.flatMap(({ redacted }): readonly Redaction[] => redacted),
    ]),
  });
  const saysMore = Object.keys(record).some(
    (member) => !["unicodeName", "redacted"].includes(member),
  );
  return saysMore ? { kind: "domain", name, ...record } : undefined;
}

type Facts = (word: DomainWord) => readonly string[];

/** The values about the domain, by word: those of no person, and no dates of name servers. */
function factsOf(fields: readonly Field[]): Facts {
  const byWord = Map.groupBy(
    fields.filter((field) => isAlsoFact(field) || !isSomebodys(field)),
    ({ label }) => domainWord(label),
  );
  return (word) => (byWord.get(word) ?? []).map(({ value }) => value);
}

/** A value of somebody, or their own status. */
const isSomebodys = (field: Field): boolean =>
  roleValueOf(field) !== undefined || (field.label === "status" && isSomebody(field.section));

/** `Registrar: X` names somebody and is a fact of the domain. */
const isAlsoFact = ({ label }: Field): boolean => domainWord(label) === "registrar";

/** Labels that are the holder's where a domain's own object has them (.fi, .ru, .br). */
const OWNERS = new Set([
  "address",
  "phone",
  "fax no",
  "email",
  "org",
  "owner",
  "responsible",
  "country",
]);

function ownerValueOf(field: Field, all: readonly Field[]): RoleValue | undefined {
  const { label, value, section, paragraph } = field;
  if (section !== undefined && section !== "domain") return undefined;
  const own = all.filter((other) => other.paragraph === paragraph);
  const isDomain = own.some(({ label: other }) => other === "domain") || own[0]?.label === "descr";
  if (!isDomain) return undefined;
  if (label === "descr") return descriptionOf(field, own);
  if (!OWNERS.has(label)) return undefined;
  const word = { org: "organization", owner: "organization", responsible: "name" }[label];
  return (
    roleValueOf({ ...field, label: word ?? label, section: "registrant" }) ?? {
      role: "registrant",
      word: "line",
      value,
    }
  );
}

/** Two `descr` are a person's and an organisation's name; more of them are lines of an address. */
function descriptionOf(field: Field, own: readonly Field[]): RoleValue {
  const lines = own.filter(({ label }) => label === "descr");
  const isSecond = lines.length === 2 && lines[1] === field;
  return { role: "registrant", word: isSecond ? "organization" : "line", value: field.value };
}

function inRoles(values: readonly RoleValue[]): readonly RoledContact[] {
  return Array.from(
    Map.groupBy(values, ({ role }) => role),
    ([role, own]) => Object.assign({ role }, contactOf(role, own)),
  );
}

const named = (roles: readonly RoledContact[], wanted: string): Contact | undefined =>
  roles.find(({ role, contact }) => role === wanted && Object.keys(contact).length > 0)?.contact;

const contactNamed = (name: string | undefined): Contact | undefined =>
  name === undefined ? undefined : { name };

function registrarOf(facts: Facts, roles: readonly RoledContact[]): Registrar | undefined {
  const { name, organization, ...described } = named(roles, "registrar") ?? {};
  const [, plain, site] =
    /^(.*?)(?: \((https?:\/\/[^\s)]+)\))?$/.exec(name ?? facts("registrar")[0] ?? "") ?? [];
  const registrar: Registrar = known({
    ...described,
    name: plain || organization,
    organization: plain ? organization : undefined,
    ianaId: facts("registrarId").find((id) => /^\d{1,7}$/.test(id)),
    url: facts("registrarUrl")[0] ?? described.url ?? site,
    whois: facts("registrarWhois")
      .map(hostIn)
      .find((host) => host !== undefined),
    abuse: named(roles, "abuse"),
  });
  return Object.keys(registrar).length === 0 ? undefined : registrar;
}

/** `http://whois.example.com/` is often what stands where a host should. */
function hostIn(value: string): string | undefined {
  const host =
    value
      .toLowerCase()
      .replace(/^[a-z]{3,6}:\/\//, "")
      .split(/[/:\s]/, 1)[0] ?? "";
  return host.includes(".") ? nameOf(host) : undefined;
}

function contactsOf(roles: readonly RoledContact[]): Readonly<Record<string, readonly Contact[]>> {
  const people = roles.filter(
    ({ role, contact }) =>
      !["registrar", "reseller"].includes(role) && Object.keys(contact).length > 0,
  );
  const byRole = Map.groupBy(people, ({ role }) => role);
  return Object.fromEntries(
    [...byRole]
      .filter(([role]) => role !== "abuse")
      .map(([role, own]) => [role, own.slice(0, limits.entities).map(({ contact }) => contact)]),
  );
}

function nameserversOf(facts: Facts, domain: string) {
  const servers = facts("nameserver").flatMap((value) => nameserverIn(value) ?? []);
  // .dk has a line `DNS:` with the domain itself in U-labels.
  return distinctNameservers(servers.filter(({ name, addresses }) => name !== domain || addresses));
}

function dnssecOf(facts: Facts): Dnssec | undefined {
  const ds = facts("ds").filter((value) =>
    /^\d{1,5} \d{1,3} \d{1,3} [\dA-F ]{40,200}$/i.test(value),
  );
  const said = facts("dnssec")[0]?.toLowerCase();
  if (said === undefined) return ds.length > 0 ? { signed: true, ds } : undefined;
  const isUnsigned = /^(?:un|no|inactive|not |false|미서명)/.test(said);
  return { signed: !isUnsigned, ...known({ ds: isUnsigned ? [] : ds }) };
}
