/**
 * What a registry knows, as facts: one shape for every registry and both protocols. The names are
 * those of the structured answer (`--json`), so a record is printed as it stands.
 *
 * Dates are RFC 3339 in UTC; one that the registry gave without a time zone is taken for UTC, one
 * without a time stays a day, and what is no date stays as it was written. Names are lower-case
 * A-labels; statuses of domains are EPP words (RFC 8056) where the registry's word has a clear twin.
 * A member that is not known is left out, never empty. No value holds a control character or a line
 * end: text is flattened when it enters a record.
 */

/** A person, role or organisation. */
export interface Contact {
  readonly handle?: string;
  readonly name?: string;
  readonly organization?: string;
  /** Lines of the address before the city. */
  readonly street?: readonly string[];
  readonly city?: string;
  readonly state?: string;
  readonly postalCode?: string;
  /** ISO 3166-1 alpha-2, or the registry's own word where that names no country. */
  readonly country?: string;
  /** The whole address in lines, where the registry does not say which part is which. */
  readonly address?: readonly string[];
  /** As the registry writes it, without `tel:`. */
  readonly phone?: string;
  readonly phoneExt?: string;
  readonly fax?: string;
  readonly faxExt?: string;
  /** More numbers than the one in `phone`. */
  readonly otherPhones?: readonly string[];
  readonly email?: string;
  /** More addresses than the one in `email`. */
  readonly otherEmails?: readonly string[];
  /** A web form in place of an e-mail address (RFC 8605). */
  readonly contactUri?: string;
  /** RPSL tells persons, roles and organisations apart; vCard's `kind` word. */
  readonly kind?: string;
  readonly created?: string;
  readonly updated?: string;
  readonly remarks?: readonly string[];
  readonly url?: string;
  /** The `self` link. */
  readonly self?: string;
  /** The contact's own contacts: the technical contact of an organisation. */
  readonly contacts?: Contacts;
}

/** By role, in lower case: registrant, administrative, technical, billing, abuse, noc, routing… */
export type Contacts = Readonly<Record<string, readonly Contact[]>>;

export interface Registrar extends Contact {
  readonly ianaId?: string;
  /** The registrar's own port-43 host. */
  readonly whois?: string;
  readonly abuse?: Contact;
}

/** A value that is withheld, under its WHOIS key (RFC 9537). */
export interface Redaction {
  /** `Registrant Name`; `Registrant Contact` for the contact as a whole. */
  readonly name: string;
  /** The registry's own words for it, where they are others: `Technical E-mail`. */
  readonly description?: string;
  readonly reason?: string;
}

/** A notice of the server: terms of service, where to complain. */
export interface Notice {
  readonly title?: string;
  readonly lines: readonly string[];
  readonly links?: readonly string[];
}

/** What happened to an object, beyond what has a member of its own. */
interface RecordEvent {
  /** The RDAP event action (RFC 9083, section 10.2.3), in lower case. */
  readonly action: string;
  readonly date: string;
}

/** An identifier from elsewhere: RDAP's `publicIds`. */
interface PublicId {
  readonly type: string;
  readonly identifier: string;
}

interface RecordBase {
  readonly handle?: string;
  /** The registry's own port-43 host. */
  readonly port43?: string;
  readonly statuses?: readonly string[];
  readonly created?: string;
  readonly updated?: string;
  readonly events?: readonly RecordEvent[];
  readonly contacts?: Contacts;
  readonly redacted?: readonly Redaction[];
  /** What RPSL calls `descr`. */
  readonly description?: readonly string[];
  readonly remarks?: readonly string[];
  readonly notices?: readonly Notice[];
  readonly publicIds?: readonly PublicId[];
  /** The `self` link. */
  readonly self?: string;
  /** When the registry's database was last brought up to date. */
  readonly databaseUpdated?: string;
}

export interface Nameserver {
  readonly name: string;
  readonly addresses?: readonly string[];
}

export interface Dnssec {
  readonly signed: boolean;
  /** `key-tag algorithm digest-type digest`, as in a zone file. */
  readonly ds?: readonly string[];
  /** `flags protocol algorithm public-key`, as in a zone file. */
  readonly keys?: readonly string[];
}

export interface DomainRecord extends RecordBase {
  readonly kind: "domain";
  readonly name: string;
  /** The name in U-labels, where that differs from `name`. */
  readonly unicodeName?: string;
  readonly registrar?: Registrar;
  readonly reseller?: Contact;
  readonly expires?: string;
  readonly registrarExpires?: string;
  readonly transferred?: string;
  readonly nameservers?: readonly Nameserver[];
  readonly dnssec?: Dnssec;
  /** Where the registrar says something else than the registry: what the registrar says. */
  readonly atRegistrar?: RegistrarView;
}

/** The facts that a registry and a registrar can tell differently. */
export type RegistrarView = Pick<
  DomainRecord,
  "handle" | "created" | "updated" | "statuses" | "nameservers" | "dnssec"
>;

export interface NetworkRecord extends RecordBase {
  readonly kind: "network";
  readonly start: string;
  readonly end: string;
  readonly cidrs: readonly string[];
  readonly name?: string;
  readonly type?: string;
  readonly parent?: string;
  readonly country?: string;
  readonly originAutnums?: readonly number[];
}

export interface AutnumRecord extends RecordBase {
  readonly kind: "autnum";
  readonly start: number;
  readonly end: number;
  readonly name?: string;
  readonly type?: string;
  readonly country?: string;
}

/** A name server as an object of its own. */
export interface NameserverRecord extends RecordBase {
  readonly kind: "nameserver";
  readonly name: string;
  readonly unicodeName?: string;
  readonly addresses?: readonly string[];
  readonly registrar?: Registrar;
}

/** A person, role, organisation or registrar as an object of its own. */
export interface EntityRecord
  extends
    RecordBase,
    Omit<Contact, "contacts" | "created" | "handle" | "remarks" | "self" | "updated"> {
  readonly kind: "entity";
  /** What `kind` is of a contact: vCard's word. */
  readonly entityKind?: string;
  readonly roles?: readonly string[];
  /** A registrar's. */
  readonly ianaId?: string;
  /** A registrar's own port-43 host. */
  readonly whois?: string;
}

export type RegistryRecord =
  | DomainRecord
  | NetworkRecord
  | AutnumRecord
  | NameserverRecord
  | EntityRecord;
