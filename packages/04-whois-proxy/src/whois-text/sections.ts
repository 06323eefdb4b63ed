/** The headings of replies: whom or what the lines below them are about. */
import { spellings } from "./label.ts";

/** What a part of a reply is about: the object itself, its name servers, or somebody in a role. */
export type Section =
  | "domain"
  | "nameservers"
  | "registrar"
  | "reseller"
  | "registrant"
  | "administrative"
  | "technical"
  | "billing"
  | "abuse";

const HEADINGS: Readonly<Record<Section, readonly string[]>> = {
  domain: [
    "domain",
    "domain information",
    "domain details",
    "domain name details",
    "additional info",
    "additional information",
    "relevant dates",
    "important dates",
    "dnssec",
    "dnssec ds records",
    "dates",
  ],
  nameservers: [
    "name server",
    "name servers",
    "nameserver",
    "nameservers",
    "nserver",
    "nservers",
    "dns servers",
    "dns",
    "domain nameservers",
    "domain name servers",
    "domain servers",
    "domain servers in listed order",
    "nameserver information",
    "nameserver in listed order",
    "nameservers in listed order",
    "name servers in listed order",
    "primary name server",
    "secondary name server",
    "primary nameserver",
    "secondary nameserver",
  ],
  registrar: [
    "registrar",
    "current registrar",
    "registrar information",
    "registrar details",
    "registrar of record",
    "sponsoring registrar",
    "registration service provider",
  ],
  reseller: ["reseller", "reseller information"],
  registrant: [
    "registrant",
    "registrant contact",
    "registrant contact information",
    "registrant contact details",
    "registrant information",
    "registrant details",
    "domain holder",
    "domain owner",
    "holder",
    "owner",
    "owner contact",
    "titular",
    "organization using domain name",
    "contact",
    "contact details",
    "contact information",
  ],
  administrative: [
    "admin",
    "admin contact",
    "admin contacts",
    "administrative",
    "administrative contact",
    "administrative contacts",
    "administrative contact/agent",
    "administrative contact information",
    "administrative contact details",
  ],
  technical: [
    "tech",
    "tech contact",
    "tech contacts",
    "technical",
    "technical contact",
    "technical contacts",
    "technical contact information",
    "technical contact details",
    "zone contact",
  ],
  billing: ["billing", "billing contact", "billing contacts", "billing contact information"],
  abuse: ["abuse", "abuse contact", "abuse contacts"],
};

const BY_HEADING: ReadonlyMap<string, Section> = new Map(
  Object.entries(HEADINGS).flatMap(([section, headings]) =>
    headings.map((heading) => [heading, isSection(section) ? section : "domain"] as const),
  ),
);

function isSection(text: string): text is Section {
  return Object.hasOwn(HEADINGS, text);
}

/** The section that a plain label begins when it stands as a heading; undefined for any other text. */
export function sectionOf(label: string): Section | undefined {
  for (const spelling of spellings(label)) {
    const section = BY_HEADING.get(spelling);
    if (section !== undefined) return section;
  }
  return undefined;
}
