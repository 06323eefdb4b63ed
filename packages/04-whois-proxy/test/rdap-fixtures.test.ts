import { expect, test } from "vitest";
import { recordFromRdap } from "../src/record/from-rdap.ts";
import { relatedRdapUrl } from "../src/record/related.ts";
import { eppStatus } from "../src/record/status.ts";
import { renderRecord } from "../src/render/render.ts";
import { type Expected, rdapCases } from "./rdap-cases.ts";

const KINDS: ReadonlySet<string | null> = new Set([
  "domain",
  "ip network",
  "autnum",
  "nameserver",
  "entity",
]);
const known = rdapCases.filter(({ expected }) => KINDS.has(expected.objectClassName));
const others = rdapCases.filter((one) => !known.includes(one));
const referring = known.filter(
  ({ expected }) => expected.objectClassName === "domain" && expected.related !== undefined,
);

for (const { name, expected, response } of known)
  test(`renderRecord shows all that ${name} says`, () => {
    const text = render(response);
    const lines = new Set(text.split("\n").map((line) => line.replace(/:\s+/, ": ").toLowerCase()));
    const wanted = LINES[expected.objectClassName ?? ""]?.(expected) ?? [];
    expect(wanted.length).toBeGreaterThan(0);
    const missing = wanted.filter(
      (either) => !either.some((line) => lines.has(line.toLowerCase())),
    );
    expect(missing).toEqual([]);
    expect(valuesOf(expected).filter((value) => !text.includes(value))).toEqual([]);
    // No empty values, no list that ends in a comma.
    const [facts] = text.split("\nFor more information");
    expect(facts).not.toMatch(/^[\w ./()-]+: *$|^(?:CIDR|OriginAS):.*,$/m);
  });

for (const { name, expected, response } of known.filter(
  (one) => one.expected.redacted !== undefined,
))
  test(`renderRecord shows as redacted what ${name} redacts`, () => {
    const redacted = new Set(render(response).match(/^.+(?=: REDACTED FOR PRIVACY)/gm));
    // The keys of ICANN's format shorten two of the roles.
    const keys = expected.redacted?.map((words) =>
      words.replace("Technical", "Tech").replace("Administrative", "Admin"),
    );
    expect(keys?.filter((key) => !redacted.has(key) && !redacted.has(whole(key)))).toEqual([]);
  });

for (const { name, response } of others)
  test(`recordFromRdap finds no object in ${name}`, () => {
    expect(recordFromRdap(response)).toBeUndefined();
  });

for (const { name, expected, response } of referring)
  test(`relatedRdapUrl finds the registrar's reply for ${name}`, () => {
    expect(relatedRdapUrl(response)).toBe(expected.related?.[0]);
  });

/** A contact of which nothing is told has one line for all of its keys. */
const whole = (key: string): string => `${/^(?:Registry )?(\w+)/.exec(key)?.[1]} Contact`;

function render(response: unknown): string {
  const record = recordFromRdap(response);
  if (record === undefined) throw new Error("Cannot read the reply: no record came out");
  return renderRecord(record);
}

/** Values that stand somewhere in the text, as they are. */
const valuesOf = ({
  name,
  type,
  country,
  parentHandle,
  port43,
  roles = {},
  self = {},
}: Expected): string[] =>
  [
    name,
    type,
    country,
    parentHandle,
    port43,
    ...[...Object.values(roles), self].flatMap(({ handle, fn, org, email, iana }) => [
      handle,
      fn,
      org,
      email,
      iana,
    ]),
  ].filter((value) => value !== undefined);

/** Lines that must be there; of alternatives one. */
type Wanted = readonly (readonly string[])[];

const LINES: Readonly<Record<string, (expected: Expected) => Wanted>> = {
  domain: domainLines,
  "ip network": numberLines,
  autnum: numberLines,
  nameserver: hostLines,
  entity: entityLines,
};

function hostLines({ ldhName, unicodeName, handle, status = [], events = {} }: Expected): Wanted {
  return [
    [`Server Name: ${ldhName}`],
    ...(unicodeName === undefined ? [] : [[`Internationalized Server Name: ${unicodeName}`]]),
    [`Registry Server ID: ${handle}`],
    ...status
      .map(eppStatus)
      .map((word) => [`Server Status: ${word} https://icann.org/epp#${word}`]),
    ...Object.entries(events).map(([action, date]) => [
      `${action === "registration" ? "Creation" : "Updated"} Date: ${utc(date)}`,
    ]),
  ];
}

/** In the keys of any of the dialects. */
function entityLines({ handle, self = {}, status = [], events = {} }: Expected): Wanted {
  const handles = ["nic-hdl", "organisation", "Handle", "OrgId", "ownerid", "Contact"];
  const statuses = ["rdap-status", "Status", "Contact Status", "Registrar Status"];
  return [
    either([...handles, "Registrar IANA ID"], handle),
    either(["person", "role", "org-name", "Name", "OrgName", "owner", "Registrar"], self.fn),
    either(["e-mail", "Email", "OrgEmail"], self.email),
    status.flatMap((word) => either(statuses, word)),
    Object.entries(events).map(([action, date]) => eventLines(action, date)),
  ].flat();
}

const either = (keys: readonly string[], value: string | undefined): Wanted =>
  value === undefined ? [] : [keys.map((key) => `${key}: ${value}`)];

const DATES = ["created", "RegDate", "Creation Date", "last-modified", "Updated", "Updated Date"];

function eventLines(action: string, date: string): readonly string[] {
  const day = date.slice(0, "2026-01-01".length);
  return [
    `remarks: Event: ${action} ${utc(date)}`,
    `Event: ${action} ${utc(date)}`,
    DATES.flatMap((key) => [`${key}: ${utc(date)}`, `${key}: ${day}`]),
    ["created", "changed"].map((key) => `${key}: ${day.replaceAll("-", "")}`),
  ].flat();
}

function domainLines(expected: Expected): Wanted {
  const dates: Readonly<Record<string, string>> = {
    registration: "Creation Date: $",
    expiration: "Registry Expiry Date: $",
    "last changed": "Updated Date: $",
    "last update": "Updated Date: $",
    transfer: "Last Transferred Date: $",
    "last update of RDAP database": ">>> Last update of WHOIS database: $ <<<",
  };
  return [
    [`Domain Name: ${expected.ldhName}`],
    ...(expected.handle === undefined ? [] : [[`Registry Domain ID: ${expected.handle}`]]),
    ...(expected.status ?? [])
      .map(eppStatus)
      .map((status) => [
        `Domain Status: ${status}`,
        `Domain Status: ${status} https://icann.org/epp#${status}`,
      ]),
    ...Object.entries(expected.events ?? {}).map(([action, date]) => [
      (dates[action] ?? `Event: ${action} $`).replace("$", utc(date)),
    ]),
    ...(expected.nameservers ?? []).map((name) => [`Name Server: ${name}`]),
    ...(expected.delegationSigned === undefined
      ? []
      : [[`DNSSEC: ${expected.delegationSigned ? "signedDelegation" : "unsigned"}`]]),
  ];
}

/** What the registries' own dialects call these dates. */
const numberDates: Readonly<Record<string, readonly string[]>> = {
  registration: ["created", "RegDate"],
  "last changed": ["last-modified", "Updated"],
};

function numberLines(expected: Expected): Wanted {
  const start = plainAddress(expected.startAddress ?? "");
  const end = plainAddress(expected.endAddress ?? "");
  const range = [`inetnum: ${start} - ${end}`, `NetRange: ${start} - ${end}`].concat(
    (expected.cidr ?? []).flatMap((cidr) => [`inet6num: ${cidr}`, `inetnum: ${cidr}`]),
    start === "2001:db8::" ? ["inet6num: 2001:db8::/48"] : [],
  );
  const from = expected.startAutnum;
  const to = expected.endAutnum;
  const numbers =
    from === to
      ? [`aut-num: AS${from}`, `ASNumber: ${from}`]
      : [`as-block: AS${from} - AS${to}`, `ASNumber: ${from} - ${to}`];
  return [
    from === undefined ? range : numbers,
    ...(expected.cidr ?? []).map((cidr) => [`cidr: ${cidr}`, `CIDR: ${cidr}`, `inetnum: ${cidr}`]),
    ...(expected.status ?? []).map((status) => [`rdap-status: ${status}`, `Status: ${status}`]),
    ...Object.entries(expected.events ?? {}).map(([action, date]) =>
      // ARIN writes days, in its own time zone as in the reply.
      (numberDates[action] ?? []).flatMap((key) => [
        `${key}: ${utc(date)}`,
        `${key}: ${date.slice(0, 10)}`,
      ]),
    ),
    ...[expected.port43 ?? []]
      .flat()
      .map((host) => ["%", "#"].map((mark) => `${mark} Port 43 of this registry: ${host}`)),
  ];
}

const plainAddress = (address: string): string =>
  address.includes(":")
    ? new URL(`http://[${address}]/`).hostname.slice(1, -1)
    : address.replace(/\b0+(?=\d)/g, "");

/** A date in UTC, with the fraction of a second as it came. */
function utc(date: string): string {
  if (!date.includes(":")) return date;
  const written = date.replace(" ", "T").replace(/\+00:?00$/, "Z");
  if (written.endsWith("Z")) return written;
  if (!/[+-]\d\d:\d\d$/.test(written)) return `${written}Z`;
  return new Date(written).toISOString().replace(".000Z", "Z");
}
