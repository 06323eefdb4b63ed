/** What is asked about, after parsing: every name canonical, so that equal subjects are equal text. */

import type { IpNetwork } from "./ip.ts";

/** A domain, as its registry knows it: lower-case A-label without the final dot. */
export interface DomainSubject {
  readonly kind: "domain";
  readonly name: string;
  /** The same name as U-labels; equal to `name` for a plain ASCII name. */
  readonly unicode: string;
}

/** One address (the longest prefix) or a CIDR network. */
export interface NetworkSubject {
  readonly kind: "network";
  readonly network: IpNetwork;
}

/** An autonomous system number, 0 to 2^32-1. */
export interface AutnumSubject {
  readonly kind: "autnum";
  readonly number: number;
}

/** A name server as a host object of its registry: lower-case A-label without the final dot. */
export interface NameserverSubject {
  readonly kind: "nameserver";
  readonly name: string;
  readonly unicode: string;
}

/** A person, role or organisation by its handle, in upper case: `ABC123-ARIN`, `ORG-EXAMPLE1-RIPE`. */
export interface EntitySubject {
  readonly kind: "entity";
  readonly handle: string;
}

/** `AB123JP`: the handles of JPNIC have no hyphen. They are no names: no top-level domain has a digit. */
export const isJpnicHandle = (text: string): boolean => /^[A-Z]{1,4}\d{1,7}JP$/i.test(text);

/** A registrar by its IANA id. */
interface RegistrarSubject {
  readonly kind: "registrar";
  readonly ianaId: number;
}

export type Subject =
  | DomainSubject
  | NetworkSubject
  | AutnumSubject
  | NameserverSubject
  | EntitySubject
  | RegistrarSubject;

/**
 * The subject in words: `example.com`, `192.0.2.1`, `2001:db8::/32`, `AS64500`, `ABC123-ARIN`,
 * `registrar 292`. One word, but for a registrar.
 *
 * @example
 * subjectText({ kind: "autnum", number: 64500 }); // "AS64500"
 */
export function subjectText(subject: Subject): string {
  switch (subject.kind) {
    case "domain":
    case "nameserver":
      return subject.name;
    case "network": {
      const { version, address, prefix } = subject.network;
      return prefix === (version === 4 ? 32 : 128) ? address : `${address}/${prefix}`;
    }
    case "autnum":
      return `AS${subject.number}`;
    case "entity":
      return subject.handle;
    case "registrar":
      return `registrar ${subject.ianaId}`;
  }
}
