/** How to ask the proxy for the object of an RDAP reply, and where it is told whom to ask. */

import { parseNetwork } from "../../src/model/ip.ts";
import { withoutPadding } from "./expected-in-text.ts";
import type { Fixture } from "./fixtures.ts";

/** A reply, with all that a lookup needs in order to find it. */
export interface RdapSubject {
  readonly fixture: Fixture;
  /** The query line. */
  readonly query: string;
  /** The path at our HTTP door. */
  readonly path: string;
  /** The path at the registry. */
  readonly asked: string;
  /** Its table in a configuration; handles have none. */
  readonly table?: string;
  /** The object tag of a handle. */
  readonly tag?: string;
}

/** Undefined for a reply that is no object. */
export function rdapSubjectOf(fixture: Fixture): RdapSubject | undefined {
  const json = JSON.parse(fixture.reply.toString());
  const name = String(json.ldhName).toLowerCase().replace(/\.$/, "");
  // A malformed reply has it in capitals.
  const kind = String(json.objectClassName).toLowerCase();
  switch (kind) {
    case "domain":
    case "nameserver": {
      const path = `/${kind}/${name}`;
      const query = kind === "domain" ? name : `nameserver ${name}`;
      return { fixture, query, path, asked: path, table: `[zones."${name}"]` };
    }
    case "ip network": {
      const { address, prefix } = parseNetwork(withoutPadding(json.startAddress)) ?? {};
      const [path, table] = [`/ip/${address}`, `[networks."${address}/${prefix}"]`];
      return { fixture, query: `${address}`, path, asked: path, table };
    }
    case "autnum": {
      const [path, table] = [`/autnum/${json.startAutnum}`, `[autnums."${json.startAutnum}"]`];
      return { fixture, query: `AS${json.startAutnum}`, path, asked: path, table };
    }
    case "entity":
      return entityOf(fixture, json.handle);
    default:
      return undefined;
  }
}

/** By its tag; a handle that has none is given one, since a handle may have more than one spelling. */
function entityOf(fixture: Fixture, handle: string): RdapSubject {
  if (/^\d+$/.test(handle)) {
    const path = `/entity/${handle}`;
    // The registry that registrars are known to is that of `com`.
    return { fixture, query: `registrar ${handle}`, path, asked: path, table: "[zones.com]" };
  }
  const query = handle.includes("-") ? handle : `X-${handle}`;
  const path = `/entity/${query}`;
  const tag = query.split("-").at(-1) ?? "";
  return { fixture, query, path, asked: path, tag };
}
