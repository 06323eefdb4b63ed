/**
 * Reads the TOML file. Everything that is wrong with it is said at once, each in one line that
 * names the file, the key and the reason.
 *
 * @example
 * const config = await loadConfig("proxy.toml");
 */

import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { parse, TomlError } from "smol-toml";
import type { z } from "zod";
import { type Config, configSchema } from "./schema.ts";

/** A configuration that cannot be used. `message` has one line per fault; the program ends with status 2. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  readonly exitStatus = 2;
}

/** Reads a file; a relative folder in it lies beside it. @throws {ConfigError} */
export async function loadConfig(file: string): Promise<Config> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    const reason =
      error instanceof Error && "code" in error && error.code === "ENOENT"
        ? "no such file"
        : String(error);
    throw new ConfigError(`${file}: cannot be read: ${reason}`, { cause: error });
  }
  const config = parseConfig(text, file);
  const { dir } = config.tables;
  if (dir === "") return config;
  return { ...config, tables: { ...config.tables, dir: resolve(dirname(file), dir) } };
}

/** Parses the text of a file; `file` is its name in messages. @throws {ConfigError} */
export function parseConfig(text: string, file: string): Config {
  let value: unknown;
  try {
    value = parse(text);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const [reason = ""] = error.message.replace(/^Invalid TOML document: /, "").split("\n");
    throw new ConfigError(`${file}:${error.line}:${error.column}: not TOML: ${reason}`, {
      cause: error,
    });
  }
  const result = configSchema.safeParse(value);
  if (result.success) return result.data;
  throw new ConfigError(
    result.error.issues
      .flatMap(wordsOf)
      .map((line) => `${file}: ${line}`)
      .join("\n"),
  );
}

/** The configuration of a program that was given no file. */
export const defaultConfig = (): Config => configSchema.parse({});

/** `[cache] found: expected a duration…`, one line per key. */
function wordsOf(issue: z.core.$ZodIssue): string[] {
  const path = issue.path.map(String);
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => `${keyText([...path, key])}: unknown key`);
    case "invalid_key":
      return issue.issues.map(({ message }) => `${keyText(path)}: ${message}`);
    default:
      return [`${keyText(path)}: ${issue.message}`];
  }
}

/** A path as the file shows it: `[cache] found`, `[zones."co.uk"] whois`, `[listen] whois[1]`. */
function keyText(path: readonly string[]): string {
  const tables = path[0] === "zones" || path[0] === "networks" || path[0] === "autnums";
  const depth = tables ? 2 : 1;
  const [table = "", name] = path;
  const head = tables && name !== undefined ? `[${table}.${JSON.stringify(name)}]` : `[${table}]`;
  const key = path.slice(depth).reduce((text, part) => {
    if (/^\d+$/.test(part)) return `${text}[${part}]`;
    return text === "" ? part : `${text}.${/^[\w-]+$/.test(part) ? part : JSON.stringify(part)}`;
  }, "");
  return key === "" ? head : `${head} ${key}`;
}
