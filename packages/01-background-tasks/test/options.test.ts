import { resolve } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import {
  hostOption,
  listenPort,
  parseOptions,
  pathOption,
  portOption,
  run,
  UsageError,
} from "../src/mod.ts";
import { errorOf } from "./support/error-of.ts";

const options = {
  port: { type: "string", default: "8007" },
  quiet: { type: "boolean", default: false },
} as const;

function parse(...args: string[]): unknown {
  return parseOptions({ args, options }).values;
}

test("parseOptions returns typed values", () => {
  const { values } = parseOptions({ args: ["--port", "0", "--quiet"], options });
  const port: string = values.port;
  const quiet: boolean = values.quiet;
  expect({ port, quiet }).toEqual({ port: "0", quiet: true });
});

test("parseOptions refuses what is wrong in one short line", () => {
  const complaints: ReadonlyArray<readonly [string, RegExp]> = [
    ["--loud", /^Unknown option '--loud'$/],
    ["-x", /^Unknown option '-x'$/],
    ["extra", /^Unexpected argument 'extra'$/],
    ["--port", /^Option '--port <value>' argument missing$/],
    ["--port --quiet", /^Option '--port' argument is ambiguous$/],
    ["--quiet=yes", /^Option '--quiet' does not take an argument$/],
  ];
  for (const [line, complaint] of complaints) {
    expect(() => parse(...line.split(" "))).toThrow(UsageError);
    expect(() => parse(...line.split(" "))).toThrow(complaint);
  }
});

test("parseOptions reads the command line of the run that it is called in", async () => {
  const args = ["--port", "25"];
  expect(await run(() => parseOptions({ options }).values.port, { args })).toBe("25");
  const own = { args: ["--port", "43"], options };
  expect(await run(() => parseOptions(own).values.port, { args })).toBe("43");
});

test("parseOptions lets through the error of a wrong configuration", () => {
  // @ts-expect-error: there is no such type
  expect(() => parseOptions({ args: [], options: { port: { type: "number" } } })).toThrow(
    expect.not.objectContaining({ name: "UsageError" }),
  );
});

test("listenPort is what --port says, or else the fallback", async () => {
  expect(await run(() => listenPort(8007), { args: ["--port", "0"] })).toBe(0);
  expect(await run(() => listenPort(8007), { args: [] })).toBe(8007);
});

test("listenPort refuses what is no port, and every other option and argument", async () => {
  for (const args of [["--port", "http"], ["--port"], ["--quiet"], ["8007"]]) {
    expect(await errorOf(run(() => listenPort(8007), { args }))).toBeInstanceOf(UsageError);
  }
});

test("portOption takes 0 to 65535", () => {
  expect([portOption("0"), portOption("8007"), portOption("65535")]).toEqual([0, 8007, 65_535]);
});

test("portOption refuses everything else and names the option", () => {
  for (const text of ["", " ", "65536", "-1", "1.5", "1e3", "0x50", "80 ", "http", "100000"]) {
    expect(() => portOption(text)).toThrow(
      new UsageError(`Cannot use --port "${text}": not a number from 0 to 65535`),
    );
  }
  expect(() => portOption("x", "--whois-port")).toThrow('Cannot use --whois-port "x"');
});

afterEach(() => {
  vi.unstubAllEnvs();
});

test("pathOption resolves against the folder that the user was in, not the script's", () => {
  vi.stubEnv("INIT_CWD", "/home/ann");
  expect(pathOption("proxy.toml")).toBe("/home/ann/proxy.toml");
  expect(pathOption("../proxy.toml")).toBe("/home/proxy.toml");
  expect(pathOption("/etc/proxy.toml")).toBe("/etc/proxy.toml");
  vi.stubEnv("INIT_CWD", undefined);
  expect(pathOption("proxy.toml")).toBe(resolve("proxy.toml"));
});

test("hostOption takes names and addresses, and nothing that is empty or in two parts", () => {
  expect(["localhost", "::1", "127.0.0.1"].map((host) => hostOption(host))).toHaveLength(3);
  for (const host of ["", " ", "a b", "a\nb"]) expect(() => hostOption(host)).toThrow(UsageError);
  expect(() => hostOption("")).toThrow('Cannot use --host "": not a host name or IP address');
});

test("pathOption refuses an empty name", () => {
  expect(() => pathOption("")).toThrow(UsageError);
});
