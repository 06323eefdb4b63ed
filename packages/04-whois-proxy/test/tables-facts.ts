/**
 * Folders of facts for the tests of the tables: a small one of our own, and the team's when it is
 * there. Tests go over all there are, so that a lone clone runs every one of them too.
 */

import { existsSync, readFileSync } from "node:fs";
import { buildTables } from "../src/tables/build-tables.ts";
import { loadBuiltInTables } from "../src/tables/built-in.ts";
import { readTables } from "../src/tables/table-files.ts";
import type { Tables } from "../src/tables/tables.ts";
import { compileTables } from "../scripts/compile-tables.ts";
import type { Files } from "../scripts/files.ts";

export interface Facts {
  readonly title: string;
  /** The text of a file of the folder. */
  readonly files: Files;
  /** The tables that were made of it. */
  readonly tables: Tables;
}

/** The text of a file in `tables/`. */
export const tableText = (name: string): string =>
  readFileSync(new URL(`../tables/${name}.json`, import.meta.url), "utf8");

/** A bootstrap file in the shape of RFC 9224. */
export const bootstrapFile = (services: unknown, publication = "2026-01-02T03:04:05Z") => ({
  version: "1.0",
  publication,
  description: "RDAP bootstrap file",
  services,
});

const RIPE = "https://rdap.db.ripe.net/";
const ARIN = ["https://rdap.arin.net/registry/", "http://rdap.arin.net/registry/"];

const small: Readonly<Record<string, unknown>> = {
  "rdap-bootstrap/dns.json": bootstrapFile([
    [["com", "net"], ["https://rdap.verisign.com/com/v1/"]],
    [["uk"], ["https://rdap.nominet.uk/uk"]],
    [["kg"], ["http://rdap.cctld.kg/"]],
    [["both"], ["http://rdap.both.example/", "https://rdap.both.example/"]],
  ]),
  "rdap-bootstrap/ipv4.json": bootstrapFile([
    [["2.0.0.0/8"], [RIPE]],
    [["3.0.0.0/8", "192.0.0.0/8"], ARIN],
  ]),
  "rdap-bootstrap/ipv6.json": bootstrapFile([[["2001:0600::/23", "2a10::/12"], [RIPE]]]),
  "rdap-bootstrap/asn.json": bootstrapFile([
    [["1877-1901", "2043"], [RIPE]],
    [["1-1876"], ARIN],
  ]),
  "rdap-bootstrap/object-tags.json": bootstrapFile([[["info@arin.net"], ["ARIN"], ARIN]]),
  "rdap-unlisted.json": {
    as_of: "2025-11-20",
    zones: { de: { rdap: "https://rdap.denic.de/" }, com: { rdap: "https://rdap.example/" } },
  },
  "whois-servers.json": {
    as_of: "2026-08-01",
    zones: {
      com: "whois.verisign-grs.com",
      uk: "whois.nic.uk",
      de: "whois.denic.de",
      sx: "whois.sx",
    },
  },
  "second-level-zones.json": {
    as_of: "2025-10-15",
    zones: { "co.uk": "whois.nic.uk", "ac.uk": "whois.ja.net", "uk.com": "whois.centralnic.net" },
  },
  "web-only-zones.json": { as_of: "2025-10-15", zones: { gr: "https://grweb.example/" } },
  "iana/iana-ipv4-address-space.csv": [
    "\uFEFFPrefix,Designation,Date,WHOIS,RDAP,Status [1],Note",
    "002/8,RIPE NCC,2009-09,whois.ripe.net,https://rdap.db.ripe.net/,ALLOCATED,",
    '003/8,"Holder, Inc.",1994-05,whois.arin.net,https://rdap.arin.net/registry,LEGACY,[2][3]',
    "192/8,Administered by ARIN,1993-05,whois.arin.net,https://rdap.arin.net/registry,LEGACY,",
    "224/8,Multicast,1981-09,,,RESERVED,[14]",
    "",
  ].join("\r\n"),
  "iana/ipv6-unicast-address-assignments.csv": [
    "Prefix,Designation,Date,WHOIS,RDAP,Status,Note",
    '2001:0600::/23,RIPE NCC,1999-07-01,whois.ripe.net,https://rdap.db.ripe.net/,ALLOCATED,"Two\nlines"',
    "3000:0000::/4,IANA,1999-07-01,,,RESERVED,",
    "",
  ].join("\n"),
  "iana/iana-ipv6-address-space.csv": [
    "IPv6 Prefix,Allocation,Reference,Notes",
    "2000::/3,Global Unicast,[RFC3513][RFC4291],",
    "4000::/3,Reserved by IETF,[RFC3513][RFC4291],",
    "ff00::/8,Multicast,[RFC3513][RFC4291],See [IPv6 Multicast Address Space] for details.",
    "",
  ].join("\n"),
  "iana/iana-ipv4-special-registry.csv": [
    "Address Block,Name,RFC,Allocation Date,Termination Date,Source,Destination,Forwardable,Globally Reachable,Reserved-by-Protocol",
    '0.0.0.0/8,"""This network""","[RFC791], Section 3.2",1981-09,N/A,True,False,False,False,True',
    "127.0.0.0/8,Loopback,[RFC1122],1981-09,N/A,False [1],False [1],False [1],False [1],True",
    "192.0.0.0/24 [2],IETF Protocol Assignments,[RFC6890],2010-01,N/A,False,False,False,False,False",
    "192.0.0.9/32,Port Control Protocol Anycast,[RFC7723],2015-10,N/A,True,True,True,True,False",
    '"192.0.0.170/32, 192.0.0.171/32",NAT64/DNS64 Discovery,"[RFC8880][RFC7050]",2013-02,N/A,False,False,False,False,True',
    "192.175.48.0/24,Direct Delegation AS112 Service,[RFC7534],1996-01,N/A,True,True,True,True,False",
    "",
  ].join("\n"),
  "iana/iana-ipv6-special-registry.csv": [
    "Address Block,Name,RFC,Allocation Date,Termination Date,Source,Destination,Forwardable,Globally Reachable,Reserved-by-Protocol",
    "64:ff9b::/96,IPv4-IPv6 Translat.,[RFC6052],2010-10,N/A,True,True,True,True,False",
    "2001:db8::/32,Documentation,[RFC3849],2004-07,N/A,False,False,False,False,False",
    "2620:4f:8000::/48,Direct Delegation AS112 Service,[RFC7534],2011-05,N/A,True,True,True,True,False",
    "",
  ].join("\n"),
};

const smallFiles: Files = (path) => {
  const file = small[path];
  return typeof file === "string" ? file : JSON.stringify(file);
};

/** Tables made of the small folder; what is written by hand is the same as everywhere. */
export function smallTables(): Tables {
  const compiled = new Map(Object.entries(compileTables(smallFiles)));
  return buildTables(
    readTables((name) => {
      const table = compiled.get(name);
      if (name === "root-zones") return undefined;
      return table === undefined ? tableText(name) : JSON.stringify(table);
    }),
  );
}

const shared = new URL("../../../../shared/data/", import.meta.url);

/** The text of a file in the team's folder; undefined when it is not there. */
export const sharedText = (path: string): string | undefined =>
  existsSync(new URL(path, shared)) ? readFileSync(new URL(path, shared), "utf8") : undefined;

/** Every folder of facts that is there. */
export const factFolders: readonly Facts[] = [
  { title: "a small folder", files: smallFiles, tables: smallTables() },
  ...(existsSync(shared)
    ? [
        {
          title: "the team's folder",
          files: (path: string) => readFileSync(new URL(path, shared), "utf8"),
          tables: loadBuiltInTables(),
        },
      ]
    : []),
];
