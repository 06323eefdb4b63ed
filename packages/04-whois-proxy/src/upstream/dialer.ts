/**
 * From the name of a server to the addresses to dial. What configuration and tables name is dialled
 * as it stands; what a stranger names is looked up, checked, and then dialled by the address that was
 * checked: a name that resolves differently the second time (DNS rebinding) gains nothing.
 *
 * @example
 * const dialer = createDialer({ connectTo: {}, allowAddresses: [] });
 * await dialer.resolve({ host: "whois.example.net", port: 43, trusted: false }, signal);
 */

import { lookup as dnsLookup } from "node:dns/promises";
import { isIP } from "node:net";
import { hostPortText, parseHostPort } from "../config/units.ts";
import type { IpNetwork } from "../model/ip.ts";
import { portRefusal, refusalOf } from "./guard.ts";
import { HopFailure, failureOf } from "./hop-failure.ts";

/** A server as somebody names it. */
interface Target {
  readonly host: string;
  readonly port: number;
  /** False for what a reply named. */
  readonly trusted: boolean;
}

/** Where to dial: `host` is an IP address, never a name. */
export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

/** All addresses of a name; rejects as `dns.promises.lookup` does. */
type Lookup = (host: string) => Promise<readonly string[]>;

export interface DialerOptions {
  /** `[upstream] connect_to`: dial elsewhere. Keys and values are `host:port`; keys in lower case. */
  readonly connectTo: ReadonlyMap<string, string> | Readonly<Record<string, string>>;
  /** `[upstream] allow_addresses`: networks that strangers may name although they are not public. */
  readonly allowAddresses: readonly IpNetwork[];
  /** @default the system's resolver, hosts file included */
  readonly lookup?: Lookup;
}

export interface Dialer {
  /**
   * The addresses to dial, in order, at least one. Rejects with a {@link HopFailure} if there is
   * none, or with `signal.reason` as soon as the signal aborts.
   */
  resolve(target: Target, signal: AbortSignal): Promise<readonly Endpoint[]>;
}

/** Makes a dialer. @throws {TypeError} if a value of `connectTo` is not `host:port` */
export function createDialer(options: DialerOptions): Dialer {
  const { connectTo, allowAddresses } = options;
  const elsewhere = readConnectTo(connectTo instanceof Map ? connectTo : Object.entries(connectTo));
  const addressesOf = shared(options.lookup ?? systemLookup);

  async function endpoints({ host, port }: Endpoint, signal: AbortSignal): Promise<Endpoint[]> {
    if (isIP(host) !== 0) return [{ host, port }];
    const addresses = await unlessAborted(addressesOf(host), signal).catch((error: unknown) => {
      signal.throwIfAborted();
      throw failureOf(error, "unreachable");
    });
    if (addresses.length === 0) throw new HopFailure("unreachable", "no such host");
    return addresses.map((address) => ({ host: address, port }));
  }

  return {
    async resolve(target, signal) {
      signal.throwIfAborted();
      const host = target.host.toLowerCase();
      const given = elsewhere.get(hostPortText({ host, port: target.port }));
      if (given !== undefined) return endpoints(given, signal);
      if (target.trusted) return endpoints({ host, port: target.port }, signal);
      const refused = portRefusal(target.port);
      if (refused !== undefined) throw new HopFailure("unreachable", refused);
      return withoutRefused(await endpoints({ host, port: target.port }, signal), allowAddresses);
    },
  };
}

function readConnectTo(entries: Iterable<readonly [string, string]>): Map<string, Endpoint> {
  return new Map(
    Array.from(entries, ([from, to]) => {
      const endpoint = parseHostPort(to);
      if (endpoint === undefined)
        throw new TypeError(`Cannot connect to "${to}": expected host:port`);
      return [from.toLowerCase(), endpoint] as const;
    }),
  );
}

/** The endpoints that the guard lets through; fails with the first refusal if that is none. */
function withoutRefused(
  endpoints: readonly Endpoint[],
  allow: readonly IpNetwork[],
): readonly Endpoint[] {
  const checked = endpoints.map((endpoint) => ({
    endpoint,
    refusal: refusalOf(endpoint.host, allow),
  }));
  const open = checked.filter(({ refusal }) => refusal === undefined);
  if (open.length > 0) return open.map(({ endpoint }) => endpoint);
  throw new HopFailure("unreachable", checked[0]?.refusal ?? "no such host");
}

async function systemLookup(host: string): Promise<readonly string[]> {
  const answers = await dnsLookup(host, { all: true });
  return answers.map(({ address }) => address);
}

/** Whoever asks for a host that is being looked up waits for that lookup: the resolver has few threads. */
function shared(lookup: Lookup): Lookup {
  const running = new Map<string, Promise<readonly string[]>>();
  return (host) => {
    const known = running.get(host);
    if (known !== undefined) return known;
    const started = lookup(host).finally(() => running.delete(host));
    running.set(host, started);
    return started;
  };
}

/** The promise, or the signal's reason if that comes first: a resolver may never answer. */
async function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const first = Promise.withResolvers<T>();
  const abort = (): void => first.reject(signal.reason);
  signal.addEventListener("abort", abort, { once: true });
  promise.then(first.resolve, first.reject);
  try {
    return await first.promise;
  } finally {
    signal.removeEventListener("abort", abort);
  }
}
