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

export type Subject = DomainSubject | NetworkSubject | AutnumSubject;

/**
 * The subject as one word: `example.com`, `192.0.2.1`, `2001:db8::/32`, `AS64500`.
 *
 * @example
 * subjectText({ kind: "autnum", number: 64500 }); // "AS64500"
 */
export function subjectText(subject: Subject): string {
  switch (subject.kind) {
    case "domain":
      return subject.name;
    case "network": {
      const { version, address, prefix } = subject.network;
      return prefix === (version === 4 ? 32 : 128) ? address : `${address}/${prefix}`;
    }
    case "autnum":
      return `AS${subject.number}`;
  }
}
