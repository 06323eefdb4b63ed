/**
 * What labels mean, in the words of many registries. Data only: plain labels, parted by `|`. A
 * registry with words of its own is a word more here.
 */

/** A label that says something of the domain, wherever it stands. */
export type DomainWord =
  | "name"
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
  | "ds"
  | "dnskey"
  | "whois";

export const DOMAIN_LABELS: Readonly<Record<DomainWord, string>> = {
  name: `domain name | domain | domainname | complete domain name | nome de domínio
    | nombre de dominio | nombre del dominio | nom de domaine`,
  handle: "registry domain id | domain id | roid | domain name id | domain handle | norid handle",
  status: `domain status | status | state | domain state | registration status | eppstatus
    | epp status | domaintype | flags | estado | estatus del dominio | estado del dominio`,
  created: `creation date | created | created on | created at | created date | create date
    | registered | registered on | registered date | registration date | registration time
    | domain created | domain registered | domain registration date | domain created on
    | domain name commencement date | record created | record created on | activated
    | domain record activated | activation date | assigned | first registration date | entered
    | data de registo | data de criação | fecha de registro | fecha de creación | fecha de creacion
    | fecha de alta | date de création`,
  updated: `updated date | updated | updated on | update date | last updated | last updated on
    | last updated date | last update | last modified | last modified on | last modified date
    | last modification | last change | last changed | modified | modified date | modification date
    | changed | domain last updated date | record last updated on | record last updated
    | record last modified | domain record last updated | última actualización
    | ultima actualizacion | fecha de modificación`,
  expires: `registry expiry date | expiry date | expiration date | expiration time | expire date
    | expire | expires | expires on | expires at | expiration | expiry | exp date | paid till
    | renewal date | renewal | valid until | validity | registered until | domain expiration date
    | domain expires | domain expires on | record expires on | record expired | record expires
    | data de expiração | fecha de vencimiento | fecha de expiración | fecha de expiracion`,
  registrarExpires: "registrar registration expiration date",
  transferred: "transferred | last transferred date | transfer date | last transferred",
  databaseUpdated: `last update of whois database | last update of the whois database
    | last update of whois data | last update of rdap database`,
  registrar: `registrar | registrar name | sponsoring registrar | sponsoring registrar organization
    | current registrar | authorized agency | registrar organization | registrar of record
    | registration service provider`,
  registrarId: "registrar iana id | sponsoring registrar iana id",
  registrarUrl: `registrar url | registrar website | registrar web | registrar info
    | sponsoring registrar url | registration service url | referral url`,
  registrarWhois: `registrar whois server | registrar whois | whois server | whois tcp uri
    | sponsoring registrar whois server`,
  reseller: "reseller | reseller name",
  nameserver: `name server | name servers | nameserver | nameservers | nserver | nservers | dns
    | domain servers | domain servers in listed order | domain nameservers | domain name servers
    | name servers in listed order | host name | hostname | primary server | secondary server
    | primary name server | secondary name server | ns | dns servers`,
  nameserverAddress: `ip address | ip addresses | name server ip | nameserver ip
    | primary ip address | secondary ip address`,
  dnssec: "dnssec | signed | dnssec signed | signing key | dnssec status",
  ds: "dnssec ds data | ds data | ds rdata | dsrecord | ds record | dnssec ds records",
  dnskey: "dnskey",
  whois: "whois",
};

/** A value of somebody; `title` is that of the label which names the role alone. */
export type ContactWord =
  | "handle"
  | "title"
  | "name"
  | "givenName"
  | "familyName"
  | "organization"
  | "street"
  | "address"
  | "city"
  | "state"
  | "postalCode"
  | "country"
  | "phone"
  | "phoneExt"
  | "fax"
  | "faxExt"
  | "email"
  | "url"
  | "created"
  | "updated"
  | "line";

export const CONTACT_LABELS: Readonly<Record<ContactWord, string>> = {
  handle: "id | handle | nic handle | nic hdl | nic hdl br | contact id | poc id | pid",
  title: "",
  name: `name | person | personname | role | contact name | full name | contact | contact person
    | responsible | responsible person | registrant`,
  givenName: "given name | first name",
  familyName: "family name | last name | surname",
  organization: `organization | org | org name | orgname | organization name | company
    | company name | company english name | owner | holder`,
  street: "street | street address | street 1 | street 2 | street 3 | address1 | address2",
  address: "address | postal address | address line | addr",
  city: "city | town | locality",
  state: "state | state/province | province | stateprov | stateprovince | region | county",
  postalCode: "postal code | postalcode | zip code | zipcode | zip | postcode | postal",
  country: "country | country code | countrycode | country/economy",
  phone: `phone | phone number | telephone | tel | voice | contact phone | mobile | hotline`,
  phoneExt: "phone ext",
  fax: "fax | fax no | fax number | facsimile | facsimile number",
  faxExt: "fax ext",
  email: "email | email address | contact email | mail | abuse mailbox",
  url: "url | web | website | web page | web site | www | homepage",
  created: "created | registered | creation date | regdate",
  updated: `changed | last update | last modified | last updated | modified | updated
    | updated date`,
  line: "line",
};

/** Words that a label begins with to say whose value it is, and the role that they mean. */
export const ROLE_PREFIXES: ReadonlyMap<string, string> = new Map([
  ["registrant", "registrant"],
  ["domain holder", "registrant"],
  ["holder", "registrant"],
  ["owner", "registrant"],
  ["org", "registrant"],
  // Where a reply has one contact and no word for it, it is the holder's.
  ["contact", "registrant"],
  ["administrative", "administrative"],
  ["admin", "administrative"],
  ["adm", "administrative"],
  ["ac", "administrative"],
  ["admin c", "administrative"],
  ["technical", "technical"],
  ["tech", "technical"],
  ["tech c", "technical"],
  ["tec", "technical"],
  ["billing", "billing"],
  ["bil", "billing"],
  ["security", "security"],
  ["registrar abuse", "abuse"],
  ["abuse", "abuse"],
  ["sponsoring registrar", "registrar"],
  ["registrar", "registrar"],
  ["reseller", "reseller"],
]);

/** Labels whose value is a handle: of somebody in this role. */
export const HANDLE_LABELS: ReadonlyMap<string, string> = new Map([
  ["org", "registrant"],
  ["holder c", "registrant"],
  ["owner c", "registrant"],
  ["admin c", "administrative"],
  ["tech c", "technical"],
  ["zone c", "technical"],
  ["billing c", "billing"],
  ["bill c", "billing"],
  ["abuse c", "abuse"],
  ["mnt irt", "abuse"],
  ["routing c", "routing"],
]);

/** Labels whose value is a handle or a name. */
export const TITLE_LABELS: ReadonlyMap<string, string> = new Map([
  ["registrant", "registrant"],
  ["admin contact", "administrative"],
  ["administrative contact", "administrative"],
  ["tech contact", "technical"],
  ["technical contact", "technical"],
]);
