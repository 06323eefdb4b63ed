import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ConfigError, defaultConfig, loadConfig, parseConfig } from "../src/config/load.ts";

/** The faults of a file, without its name. */
function faults(toml: string): string[] {
  try {
    parseConfig(toml, "proxy.toml");
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.message.split("\n").map((line) => line.replace(/^proxy\.toml:? ?/, ""));
  }
  return [];
}

test("parseConfig gives every default for an empty file", () => {
  const config = parseConfig("", "proxy.toml");
  expect(config).toEqual(defaultConfig());
  expect(config.listen.whois).toEqual([{ host: "127.0.0.1", port: 4343 }]);
  expect(config.cache).toMatchObject({ found: 3_600_000, stale_after: 1800, max_size: 2 ** 27 });
  expect(config.upstream).toMatchObject({ connect_timeout: 3000, timeout: 8000, deadline: 15_000 });
});

test("parseConfig reads durations in ms, sizes in bytes, sockets and networks", () => {
  const config = parseConfig(
    `
    [listen]
    whois = ["[::1]:43", "localhost:0"]
    http = []
    [cache]
    found = "7d"
    max_size = "64KiB"
    [upstream]
    allow_addresses = ["10.0.0.0/8", "fd00::/8"]
    connect_to = { "WHOIS.example.net:43" = "127.0.0.1:9043" }
    [zones."CO.uk."]
    whois = "none"
    rdap = ["https://rdap.example.net/x"]
    query = "domain {name}"
    charset = "iso-8859-1"
    [networks."192.0.2.0/24"]
    whois = "whois.example.net"
    [autnums."64496-64511"]
    prefer = "whois"`,
    "proxy.toml",
  );
  expect(config.listen).toMatchObject({
    whois: [
      { host: "::1", port: 43 },
      { host: "localhost", port: 0 },
    ],
    http: [],
  });
  expect(config.cache).toMatchObject({ found: 604_800_000, max_size: 65_536 });
  expect(config.upstream.allow_addresses).toEqual([
    { version: 4, address: "10.0.0.0", prefix: 8 },
    { version: 6, address: "fd00::", prefix: 8 },
  ]);
  expect(config.upstream.connect_to).toEqual({ "whois.example.net:43": "127.0.0.1:9043" });
  expect(config.zones).toEqual({
    "co.uk": {
      whois: "none",
      rdap: ["https://rdap.example.net/x/"],
      query: "domain {name}",
      charset: "iso-8859-1",
    },
  });
  expect(config.networks["192.0.2.0/24"]?.whois).toEqual({ host: "whois.example.net", port: 43 });
  expect(config.autnums["64496-64511"]?.prefer).toBe("whois");
});

test.for([
  ["[cache]\nfuond = '1h'", "[cache] fuond: unknown key"],
  ["[cahce]", "[cahce]: unknown key"],
  [
    "[cache]\nfound = '1w'",
    '[cache] found: expected a duration such as "500ms", "8s", "5m", "24h" or "7d", not "1w"',
  ],
  [
    "[cache]\nfound = '999d'",
    '[cache] found: expected a duration such as "500ms", "8s", "5m", "24h" or "7d", not "999d"',
  ],
  ["[upstream]\ntimeout = '0s'", "[upstream] timeout: expected more than zero"],
  ["[cache]\nmax_size = 5", '[cache] max_size: expected a size such as "64KiB" or "1MiB"'],
  ["[listen]\nwhois = []", "[listen] whois: expected at least one address"],
  [
    "[listen]\nhttp = ['::1:80']",
    '[listen] http[0]: expected an address such as "127.0.0.1:4343" or "[::1]:4343", not "::1:80"',
  ],
  [
    "[listen]\nhttp = ['127.0.0.1:65536']",
    '[listen] http[0]: expected an address such as "127.0.0.1:4343" or "[::1]:4343", not "127.0.0.1:65536"',
  ],
  ["[listen]\nworkers = 4", "[listen] workers: this version knows only 1"],
  ["[cache]\nstore = 'redis://127.0.0.1/0'", '[cache] store: this version knows only "memory"'],
  ["[upstream]\nmax_hops = -1", "[upstream] max_hops: expected 0 or more"],
  [
    "[clients]\nallow = ['10.0.0.0/33']",
    '[clients] allow[0]: expected a network such as "192.0.2.0/24", not "10.0.0.0/33"',
  ],
  [
    "[zones.'a b']\nwhois = 'none'",
    '[zones."a b"]: expected a zone as an A-label, such as "com" or "co.uk"',
  ],
  ["[zones.com]\nquery = 'no name'", '[zones."com"] query: expected {name} somewhere in it'],
  [
    '[zones.com]\nquery = "{name}\\r\\nquit"',
    '[zones."com"] query: expected no control characters',
  ],
  [
    "[zones.com]\ncharset = 'ebcdic'",
    '[zones."com"] charset: expected a charset of the WHATWG Encoding Standard, such as "iso-8859-1"',
  ],
  [
    "[zones.com]\nrdap = ['ftp://x/']",
    '[zones."com"] rdap[0]: expected a URL such as "https://rdap.example.net/", not "ftp://x/"',
  ],
  [
    "[zones.com]\nrdap = ['https://user:secret@x.example/']",
    '[zones."com"] rdap[0]: expected a URL such as "https://rdap.example.net/", not "https://user:secret@x.example/"',
  ],
  [
    "[networks.'192.0.2']\nwhois = 'none'",
    '[networks."192.0.2"]: expected a network such as "192.0.2.0/24"',
  ],
  [
    "[autnums.'9-1']\nwhois = 'none'",
    '[autnums."9-1"]: expected an AS number or a range such as "64496-64511"',
  ],
  ["[log]\nlevel = 'loud'", '[log] level: expected a level such as "info"'],
  ["[answer]\nbanner = 1", "[answer] banner: expected true or false"],
])("parseConfig refuses %j", ([toml, fault]) => {
  expect(faults(toml ?? "")).toEqual([fault]);
});

test("parseConfig says all that is wrong at once", () => {
  expect(faults("[cache]\nfound = 1\nx = 2\n[log]\nlevel = 'x'")).toHaveLength(3);
});

test("parseConfig names line and column of what is not TOML", () => {
  expect(faults("[cache]\nfound = \n")).toEqual([expect.stringMatching(/^2:\d+: not TOML: /)]);
});

test("loadConfig names the file that is not there", async () => {
  await expect(loadConfig("no-such.toml")).rejects.toThrow(
    "no-such.toml: cannot be read: no such file",
  );
});

test("parseConfig takes the whole example of the design, which gives the defaults", () => {
  const design = new URL("../../../../shared/design.md", import.meta.url);
  const toml = existsSync(design)
    ? (/```toml\n([\s\S]*?)```/.exec(readFileSync(design, "utf8"))?.[1] ?? "")
    : "[listen]\nworkers = 1\n[cache]\nstore = 'memory'\n";
  const { upstream, ...config } = parseConfig(toml, "proxy.toml");
  // Its zones, networks and connect_to are examples; all else shows the defaults.
  const examples = { zones: {}, networks: {}, autnums: {} };
  const { upstream: defaults, ...rest } = defaultConfig();
  expect({ ...config, ...examples }).toMatchObject(rest);
  expect({ ...upstream, connect_to: {} }).toMatchObject(defaults);
});

test("parseConfig takes the example of the README", () => {
  const readme = readFileSync(new URL("../../../README.md", import.meta.url), "utf8");
  const toml = /```toml\n([\s\S]*?)```/.exec(readme)?.[1] ?? "";
  const { zones, ...config } = parseConfig(toml, "proxy.toml");
  expect({ ...config, zones: {} }).toEqual(defaultConfig());
  expect(zones["com"]?.rdap).toHaveLength(1);
});
