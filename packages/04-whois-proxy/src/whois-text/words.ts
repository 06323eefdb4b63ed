/** What labels mean, in the words of many registries. Facts only: adding a registry adds a line. */
import type { Contact } from "../model/record.ts";
import { spellings } from "./label.ts";

/** A label that means the same wherever it stands. */
export type DomainWord =
  | "name"
  | "unicodeName"
  | "handle"
  | "status"
  | "created"
  | "updated"
  | "expires"
  | "registrarExpires"
  | "transferred"
  | "databaseUpdated"
  | "registrar"
  | "registrarId"
  | "registrarUrl"
  | "registrarWhois"
  | "reseller"
  | "nameserver"
  | "nameserverAddress"
  | "dnssec"
  | "ds";

const DOMAIN_WORDS: Readonly<Record<DomainWord, readonly string[]>> = {
  name: ["domain name", "domain", "nome de domínio", "complete domain name"],
  unicodeName: ["internationalized domain name", "unicode name", "idn", "domain idn"],
  handle: [
    "registry domain id",
    "domain id",
    "roid",
    "domain name id",
    "domain handle",
    "norid handle",
  ],
  status: [
    "domain status",
    "status",
    "state",
    "registration status",
    "domain state",
    "estado",
    "eppstatus",
    "epp status",
  ],
  created: [
    "creation date",
    "created",
    "created on",
    "created date",
    "create date",
    "registered",
    "registered on",
    "registered date",
    "registration date",
    "registration time",
    "domain created",
    "domain registered",
    "domain registration date",
    "domain created on",
    "record created",
    "record created on",
    "activated",
    "domain record activated",
    "assigned",
    "data de registo",
    "fecha de registro",
    "first registration date",
  ],
  updated: [
    "updated date",
    "updated",
    "updated on",
    "update date",
    "last updated",
    "last updated on",
    "last updated date",
    "last update",
    "last modified",
    "last modified date",
    "last change",
    "last changed",
    "modified",
    "modified date",
    "modification date",
    "changed",
    "domain last updated date",
    "record last updated on",
    "record last updated",
    "domain record last updated",
  ],
  expires: [
    "registry expiry date",
    "expiry date",
    "expiration date",
    "expiration time",
    "expire date",
    "expire",
    "expires",
    "expires on",
    "expires at",
    "expiration",
    "expiry",
    "exp date",
    "paid till",
    "renewal date",
    "renewal",
    "valid until",
    "validity",
    "registered until",
    "domain expiration date",
    "domain expires",
    "domain expires on",
    "record expires on",
    "data de expiração",
  ],
  registrarExpires: ["registrar registration expiration date"],
  transferred: ["transferred", "last transferred date", "transfer date", "last transferred"],
  databaseUpdated: [
    "last update of whois database",
    "last update of the whois database",
    "last update of rdap database",
  ],
  registrar: [
    "registrar",
    "registrar name",
    "sponsoring registrar",
    "current registrar",
    "authorized agency",
    "registrar organization",
    "registration service provider",
    "registrar of record",
  ],
  registrarId: ["registrar iana id", "sponsoring registrar iana id"],
  registrarUrl: [
    "registrar url",
    "registrar website",
    "registrar web",
    "registrar info",
    "referral url",
  ],
  registrarWhois: ["registrar whois server", "whois server", "registrar whois", "whois tcp uri"],
  reseller: ["reseller", "reseller name"],
  nameserver: [
    "name server",
    "name servers",
    "nameserver",
    "nameservers",
    "nserver",
    "dns",
    "domain servers",
    "domain servers in listed order",
    "domain nameservers",
    "domain name servers",
    "name servers in listed order",
    "host name",
    "hostname",
    "primary server",
    "secondary server",
    "primary name server",
    "secondary name server",
    "ns",
    "ns 1",
    "ns 2",
    "ns 3",
    "ns 4",
    "nameserver 1",
    "nameserver 2",
    "nameserver 3",
    "nameserver 4",
    "dns servers",
  ],
  nameserverAddress: ["ip address", "primary ip address", "secondary ip address"],
  dnssec: ["dnssec", "signed", "dnssec signed", "signing key", "dnssec status"],
  ds: ["dnssec ds data", "ds data", "ds rdata", "dsrecord", "ds record", "dnssec ds records"],
};

/** A value of a contact; the rest of a label once somebody's role is taken off it. */
export type ContactWord =
  | Exclude<
      keyof Contact,
      "contacts" | "kind" | "otherEmails" | "otherPhones" | "remarks" | "self" | "contactUri"
    >
  | "line";

const CONTACT_WORDS: Readonly<Record<ContactWord, readonly string[]>> = {
  handle: ["id", "handle", "nic handle", "nic hdl", "nic hdl br", "contact id", "poc id"],
  name: [
    "name",
    "person",
    "role",
    "contact name",
    "full name",
    "contact",
    "contact person",
    "responsible",
    "responsible person",
    "registrant",
  ],
  organization: [
    "organization",
    "org",
    "org name",
    "organization name",
    "company",
    "company name",
    "owner",
    "holder",
  ],
  street: ["street", "street address", "street 1", "street 2", "street 3", "address1", "address2"],
  address: ["address", "postal address", "address line"],
  city: ["city", "town", "locality"],
  state: ["state", "state/province", "province", "stateprov", "region", "county"],
  postalCode: ["postal code", "postalcode", "zip code", "zipcode", "zip", "postcode"],
  country: ["country", "country code", "country/economy"],
  phone: ["phone", "phone number", "telephone", "tel", "voice", "contact phone", "mobile"],
  phoneExt: ["phone ext", "phone ext."],
  fax: ["fax", "fax no", "fax number", "facsimile", "facsimile number"],
  faxExt: ["fax ext", "fax ext."],
  email: ["email", "email address", "contact email", "mail", "abuse mailbox"],
  url: ["url", "web", "website", "web page", "web site", "www", "homepage"],
  created: ["created", "registered", "creation date"],
  updated: ["changed", "last update", "last modified", "last updated", "modified", "updated date"],
  line: ["line"],
};

const index = <Word extends string>(
  words: Readonly<Record<Word, readonly string[]>>,
  isWord: (text: string) => text is Word,
): ReadonlyMap<string, Word> =>
  new Map(
    Object.keys(words)
      .filter(isWord)
      .flatMap((word) => words[word].map((label) => [label, word] as const)),
  );

const domainWords = index(DOMAIN_WORDS, (text): text is DomainWord =>
  Object.hasOwn(DOMAIN_WORDS, text),
);
const contactWords = index(CONTACT_WORDS, (text): text is ContactWord =>
  Object.hasOwn(CONTACT_WORDS, text),
);

const lookUp = <Word>(words: ReadonlyMap<string, Word>, label: string): Word | undefined => {
  for (const spelling of spellings(label)) {
    const word = words.get(spelling);
    if (word !== undefined) return word;
  }
  return undefined;
};

/** What a plain label says of the domain, wherever it stands. */
export const domainWord = (label: string): DomainWord | undefined => lookUp(domainWords, label);

/** What a plain label says of somebody. */
export const contactWord = (label: string): ContactWord | undefined => lookUp(contactWords, label);

/** Words that are somebody's where somebody is being described: their dates, their status. */
export const isSharedWord = (label: string): boolean =>
  domainWords.has(label) && (contactWords.has(label) || label === "status");
