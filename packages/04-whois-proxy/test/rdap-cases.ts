/** The RDAP replies that tests read: the project's own, and the shared ones where they are. */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import type { RegistryRecord } from "../src/model/record.ts";
import { recordFromRdap } from "../src/record/from-rdap.ts";

/** One person or organisation that must be found in the text. */
interface ExpectedContact {
  readonly handle?: string;
  readonly fn?: string;
  readonly org?: string;
  readonly email?: string;
  readonly iana?: string;
}

/** What a reply says, read by hand or by another program. */
export interface Expected {
  readonly objectClassName: string | null;
  readonly ldhName?: string;
  readonly unicodeName?: string;
  readonly handle?: string;
  readonly startAddress?: string;
  readonly endAddress?: string;
  readonly startAutnum?: number;
  readonly endAutnum?: number;
  readonly name?: string;
  readonly type?: string;
  readonly country?: string;
  readonly parentHandle?: string;
  readonly port43?: string;
  readonly status?: readonly string[];
  readonly events?: Readonly<Record<string, string>>;
  readonly nameservers?: readonly string[];
  readonly delegationSigned?: boolean;
  readonly roles?: Readonly<Record<string, ExpectedContact>>;
  /** Of an entity: itself. */
  readonly self?: ExpectedContact;
  readonly redacted?: readonly string[];
  readonly cidr?: readonly string[];
  readonly related?: readonly string[];
}

export interface RdapCase {
  readonly name: string;
  readonly expected: Expected;
  readonly response: unknown;
}

const OWN = new URL("fixtures/rdap/", import.meta.url);
const SHARED = new URL("../../../../shared/fixtures/rdap/", import.meta.url);

const text = (folder: URL, name: string, file: string): string =>
  readFileSync(new URL(`${name}/${file}.json`, folder), "utf8");

function read(folder: URL, name: string): RdapCase {
  const { expected }: { readonly expected: Expected } = JSON.parse(text(folder, name, "case"));
  return { name, expected, response: JSON.parse(text(folder, name, "response")) };
}

/** Every case, in the order of the folders' names. */
export const rdapCases: readonly RdapCase[] = [OWN, SHARED]
  .filter((folder) => existsSync(folder))
  .flatMap((folder) => readdirSync(folder).map((name) => read(folder, name)));

/** The reply of one of the project's own cases. */
export const ownResponse = (name: string): unknown => read(OWN, name).response;

/** The same as a record. */
export function ownRecord(name: string): RegistryRecord {
  const record = recordFromRdap(ownResponse(name));
  if (record === undefined) throw new Error(`Cannot read the reply "${name}": no record came out`);
  return record;
}
