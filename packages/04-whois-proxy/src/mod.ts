/**
 * The universal WHOIS proxy as a library: the parts that `main.ts` puts together.
 *
 * @example
 * const { proxy } = createService({ config, clock: systemClock, log, tables: () => tables });
 * const { text } = await proxy.answer("example.com", { peer: "192.0.2.1" });
 */
export type { Answer, AskContext, Proxy } from "./answer/answer.ts";
export { ConfigError, defaultConfig, loadConfig, parseConfig } from "./config/load.ts";
export type { Config } from "./config/schema.ts";
export { WhoisDoor, type WhoisDoorOptions } from "./doors/whois.ts";
export { createLog } from "./log.ts";
export { createService, type Service, type ServiceOptions } from "./service.ts";
export { loadBuiltInTables } from "./tables/built-in.ts";
export type { Tables } from "./tables/tables.ts";
