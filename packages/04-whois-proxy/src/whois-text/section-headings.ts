/** The headings of replies: whom or what the lines below them are about. Data only. */

/** What a part of a reply is about: the object itself, its name servers, somebody, something else. */
export type Section =
  | "domain"
  | "nameservers"
  | "registrar"
  | "reseller"
  | "registrant"
  | "administrative"
  | "technical"
  | "billing"
  | "abuse"
  | "other";

/** Plain labels that stand as headings, parted by `|`. */
export const HEADINGS: Readonly<Record<Section, string>> = {
  domain: `domain | domain information | domain details | domain name details | additional info
    | additional information | relevant dates | important dates | dates | dnssec | dnssec ds records`,
  nameservers: `name server | name servers | nameserver | nameservers | nserver | nservers | dns
    | dns servers | domain nameservers | domain name servers | domain servers
    | domain servers in listed order | nameserver information | name server information
    | name servers information | nameservers information | nameserver in listed order
    | nameservers in listed order | name servers in listed order | name servers in the listed order
    | primary name server | secondary name server | primary nameserver | secondary nameserver
    | servidores de nombres de dominio | servidor de nombres de dominio | servidores dns`,
  registrar: `registrar | current registrar | registrar information | registrar details
    | registrar contact information | registrar of record | sponsoring registrar
    | registration service provider`,
  reseller: "reseller | reseller information",
  registrant: `registrant | registrant contact | registrant contact information
    | registrant contact details | registrant information | registrant details | domain holder
    | domain owner | domain owners / registrant | domain owners | holder | holder c
    | holder of domain name | owner | owner c | owner contact | titular
    | organization using domain name | contact | contact details | contact information`,
  administrative: `admin | admin c | admin contact | admin contacts | administrative
    | administrative contact | administrative contacts | administrativ contact
    | administrator contact | administrative contact/agent | administrative contact information
    | administrative contact details | contacto administrativo`,
  technical: `tech | tech c | tech contact | tech contacts | technical | technical contact
    | technical contacts | technical contact information | technical contact details
    | registrar technical contacts | zone c | zone contact | contacto técnico
    | contacto tecnico`,
  billing: `billing | billing c | billing contact | billing contacts
    | billing contact information | contacto de cobranza | contacto de facturación`,
  abuse: "abuse | abuse c | abuse contact | abuse contacts",
  other: "whois | whois server | keys | disclaimer | copyright notice | domain managers | on site",
};
