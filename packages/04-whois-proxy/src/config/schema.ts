/** Every configuration key: its shape, its default, and what a value must be. The defaults are those of the README. */

import { z } from "zod";
import { parseNetwork } from "../model/ip.ts";
import {
  baseUrl,
  duration,
  hostPort,
  hostPortText,
  network,
  parseHostPort,
  positiveDuration,
  size,
} from "./units.ts";

/** A table whose unknown keys are errors and whose missing keys take their defaults. */
const section = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.preprocess((value) => value ?? {}, z.strictObject(shape));

/**
 * A key that the design promises and this version cannot vary yet: only its default is taken, so
 * that nobody believes in a limit that is not kept.
 */
const fixed = (value: string | number | boolean | readonly string[]) =>
  z
    .unknown()
    .refine((given) => JSON.stringify(given) === JSON.stringify(value), {
      error: `this version knows only ${JSON.stringify(value)}`,
    })
    .optional();

const count = z.int("expected a whole number").min(1, "expected at least 1");

/** `host`, `host:port`, or `none` for a zone without a port-43 server. */
const whoisServer = z.string().transform((value, context) => {
  if (value.toLowerCase() === "none") return "none" as const;
  const server = parseHostPort(value, 43);
  if (server !== undefined && server.port > 0) return server;
  context.addIssue(`expected a host, host:port or "none", not ${JSON.stringify(value)}`);
  return z.NEVER;
});

const charset = z.string().refine((label) => {
  try {
    return new TextDecoder(label) instanceof TextDecoder;
  } catch {
    return false;
  }
}, 'expected a charset of the WHATWG Encoding Standard, such as "iso-8859-1"');

const prefer = z.enum(["auto", "rdap", "whois"], 'expected "auto", "rdap" or "whois"');

const override = z.strictObject({
  whois: whoisServer.optional(),
  rdap: z.array(baseUrl).optional(),
  query: z
    .string()
    .refine((template) => template.includes("{name}"), "expected {name} somewhere in it")
    .refine((template) => !/\p{Cc}/u.test(template), "expected no control characters")
    .optional(),
  charset: charset.optional(),
  prefer: prefer.optional(),
});

/** What configuration says of one zone, network or range of AS numbers; what it leaves out, the tables say. */
export type Override = z.output<typeof override>;

const zoneName = z
  .string()
  .transform((name) => name.toLowerCase().replace(/^\.|\.$/g, ""))
  .refine(
    (name) => /^[a-z0-9-]+(\.[a-z0-9-]+)*$/.test(name),
    'expected a zone as an A-label, such as "com" or "co.uk"',
  );

const autnumRange = z.string().refine((range) => {
  const [, start, end = start] = /^(\d{1,10})(?:-(\d{1,10}))?$/.exec(range) ?? [];
  return start !== undefined && Number(start) <= Number(end) && Number(end) < 2 ** 32;
}, 'expected an AS number or a range such as "64496-64511"');

const networkName = z
  .string()
  .refine((cidr) => parseNetwork(cidr) !== undefined, 'expected a network such as "192.0.2.0/24"');

/** The whole configuration. */
export const configSchema = z.strictObject({
  listen: section({
    whois: z
      .array(hostPort)
      .min(1, "expected at least one address")
      .default([{ host: "127.0.0.1", port: 4343 }]),
    http: z.array(hostPort).default([{ host: "127.0.0.1", port: 4380 }]),
    workers: fixed(1),
    proxy_protocol: fixed(false),
    trusted_proxies: fixed(["127.0.0.0/8"]),
  }),
  clients: section({
    allow: z.array(network).default([
      { version: 4, address: "0.0.0.0", prefix: 0 },
      { version: 6, address: "::", prefix: 0 },
    ]),
    deny: z.array(network).default([]),
    rate: fixed(["20/s"]),
    max_connections: count.default(10_000),
    max_connections_per_client: count.default(100),
    max_query_bytes: count.default(1024),
    idle_timeout: positiveDuration.default(10_000),
  }),
  cache: section({
    store: fixed("memory"),
    max_size: size.default(128 * 1024 ** 2),
    found: duration.default(3_600_000),
    not_found: duration.default(300_000),
    stale: duration.default(86_400_000),
    stale_after: duration.default(1800),
  }),
  upstream: section({
    prefer: prefer.default("auto"),
    connect_timeout: positiveDuration.default(3000),
    timeout: positiveDuration.default(8000),
    deadline: positiveDuration.default(15_000),
    max_reply: size.default(1024 ** 2),
    max_hops: z
      .int("expected a whole number")
      .min(0, "expected 0 or more")
      .max(10, "expected at most 10")
      .default(3),
    rate: fixed(["5/s", "500/h"]),
    concurrency: fixed(4),
    allow_addresses: z.array(network).default([]),
    backoff: fixed("1h"),
    connect_to: z
      .record(hostPort.transform(hostPortText), hostPort.transform(hostPortText))
      .default({}),
  }),
  tables: section({
    dir: z.string("expected a folder").default(""),
    refresh: duration.default(86_400_000),
    rdap_bootstrap: baseUrl.default("https://data.iana.org/rdap/"),
    iana_whois: z
      .string()
      .transform((value, context) => {
        const server = parseHostPort(value, 43);
        if (server === undefined) context.addIssue(`expected a host, not ${JSON.stringify(value)}`);
        return server ?? z.NEVER;
      })
      .default({ host: "whois.iana.org", port: 43 }),
  }),
  zones: z.record(zoneName, override).default({}),
  networks: z.record(networkName, override).default({}),
  autnums: z.record(autnumRange, override).default({}),
  answer: section({ banner: z.boolean("expected true or false").default(true) }),
  log: section({
    level: z
      .enum(
        ["trace", "debug", "info", "warn", "error", "fatal", "silent"],
        'expected a level such as "info"',
      )
      .default("info"),
  }),
});

/** Configuration as the program uses it: times in ms, sizes in bytes, networks parsed. */
export type Config = z.output<typeof configSchema>;
