/**
 * The universal WHOIS proxy as a library: the parts that `main.ts` puts together.
 *
 * @example
 * const { proxy } = createService({ config, clock: systemClock, log, tables: () => tables });
 * const { text } = await proxy.answer("example.com", { peer: "192.0.2.1" });
 */
export type { Answer, AskContext, Form, Proxy } from "./answer/answer.ts";
export { toWire } from "./answer/clean.ts";
export { lookup, type LookupLimits } from "./answer/lookup.ts";
export type { LookupResult } from "./answer/lookup-result.ts";
export { ConfigError, defaultConfig, loadConfig, parseConfig } from "./config/load.ts";
export type { Config } from "./config/schema.ts";
export { WhoisDoor, type WhoisDoorOptions } from "./doors/whois.ts";
export { createLog } from "./log.ts";
export type { Ask, Reply, Source } from "./model/source.ts";
export type { Plan } from "./plan/plan.ts";
export { createService, type Service, type ServiceOptions } from "./service.ts";
export { loadBuiltInTables } from "./tables/built-in.ts";
export type { Tables } from "./tables/tables.ts";
export { createAsk, type Asker, type AskOptions } from "./upstream/ask.ts";
export { createDialer, type Dialer, type DialerOptions } from "./upstream/dialer.ts";
export { whoisReferral } from "./upstream/whois-referral.ts";
