/** The command line of `start`, laid over the configuration file, which lies over the defaults. */

import { hostOption, parseOptions, pathOption, portOption } from "01-background-tasks";
import { defaultConfig, loadConfig } from "./config/load.ts";
import type { Config } from "./config/schema.ts";

/** What `start` takes. */
export const USAGE = "start [--config FILE] [--host HOST] [--port PORT] [--http-port PORT]";

/**
 * Reads the arguments and the file they name. `--port 0` frees every socket of the program.
 *
 * @throws {UsageError} for wrong use
 * @throws {ConfigError} for a file that cannot be used
 */
export async function configOf(args: readonly string[]): Promise<Config> {
  const { values } = parseOptions({
    args,
    options: {
      config: { type: "string" },
      host: { type: "string" },
      port: { type: "string" },
      "http-port": { type: "string" },
    },
  });
  const config =
    values.config === undefined ? defaultConfig() : await loadConfig(pathOption(values.config));
  const port = values.port === undefined ? undefined : portOption(values.port);
  const httpPort =
    values["http-port"] === undefined ? undefined : portOption(values["http-port"], "--http-port");
  const host = values.host === undefined ? undefined : hostOption(values.host);
  const { whois, http } = config.listen;
  const listen = {
    ...config.listen,
    whois: whois.map((at) => ({ host: host ?? at.host, port: port ?? at.port })),
    http: http.map((at) => ({
      host: host ?? at.host,
      port: httpPort ?? (port === 0 ? 0 : at.port),
    })),
  };
  return { ...config, listen };
}
