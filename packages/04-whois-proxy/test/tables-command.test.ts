/** `tables` and `start` as a user starts them, with an IANA of our own. */

import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fakeRdap, fakeWhois, startProgram } from "test-harness";
import { expect, test } from "vitest";
import {
  bootstrapText,
  builtInServices,
  type LocalIana,
  localIana,
  tempFolder,
  zoneReply,
} from "./support/local-iana.ts";
import { bodyOf, sourcesOf } from "./support/start-proxy.ts";

/** A folder with a configuration that names it and this IANA. */
async function prepared(iana: LocalIana, more = "", upstream = "") {
  const folder = await tempFolder();
  const config = join(folder.path, "proxy.toml");
  const toml = [
    "[tables]",
    // Beside the configuration.
    'dir = "tables"',
    `rdap_bootstrap = "${iana.base}"`,
    `iana_whois = "${iana.whois.hostPort}"`,
    more,
    "[upstream]",
    'allow_addresses = ["127.0.0.0/8"]',
    upstream,
  ];
  await writeFile(config, toml.join("\n"));
  return {
    config,
    dir: join(folder.path, "tables"),
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}

/** Runs `tables` to its end. */
async function tables(...args: string[]) {
  await using program = await startProgram("04-whois-proxy", args, { script: "tables", ready: 0 });
  const { code } = await program.exit;
  return { code, lines: program.lines, stderr: program.stderr };
}

test("tables show prints the built-in tables without a configuration", async () => {
  const { code, lines, stderr } = await tables("show");
  expect([code, stderr]).toEqual([0, ""]);
  expect(lines[0]).toMatch(/^table +entries +date +age +from +file$/);
  expect(lines.filter((line) => line.startsWith("WHOIS zones "))).toHaveLength(1);
});

test("tables check exits 0 with warnings only, and 1 with an error", async () => {
  await using iana = await localIana();
  await using folder = await prepared(iana);
  const good = await tables("check");
  expect(good.code).toBe(0);
  expect(good.lines.at(-1)).toMatch(/^0 errors, \d+ warnings$/);
  expect((await tables("update", "--config", folder.config)).code).toBe(0);
  await writeFile(join(folder.dir, "rdap-asn.json"), "{");
  const bad = await tables("check", "--config", folder.config);
  expect(bad.code).toBe(1);
  expect(bad.lines[0]).toBe(
    `error: Cannot use the table "${join(folder.dir, "rdap-asn.json")}": it is not JSON; the built-in table is used`,
  );
  expect(bad.lines.at(-1)).toMatch(/^1 error, /);
});

test("tables update changes the answers of a proxy that runs, without a restart", async () => {
  await using iana = await localIana();
  await using rdap = await fakeRdap({
    "/domain/example.brandnew": { objectClassName: "domain", ldhName: "example.brandnew" },
  });
  await using registry = await fakeWhois({ "example.nu": "Domain Name: example.nu\r\n" });
  await using folder = await prepared(
    iana,
    'refresh = "0s"',
    `connect_to = { "whois.new.nu:43" = "${registry.hostPort}" }`,
  );
  expect((await tables("update", "--config", folder.config)).code).toBe(0);
  await using proxy = await startProgram("04-whois-proxy", [
    "--config",
    folder.config,
    "--port",
    "0",
  ]);
  const ask = async (line: string): Promise<string> => {
    await using client = await proxy.client("whois");
    await client.send(line);
    return await client.readToEnd();
  };
  expect(await ask("--explain example.brandnew")).toContain("and then the server it names");

  iana.files.set(
    "dns.json",
    bootstrapText(
      "dns",
      [
        ...builtInServices("dns"),
        [["brandnew"], [rdap.url]],
        [["nu"], ["https://rdap.nu.example/"]],
      ],
      "2026-12-25",
    ),
  );
  iana.zones.set("nu", zoneReply("nu", "whois.new.nu"));
  iana.zones.set("brandnew", zoneReply("brandnew"));
  const { code, lines } = await tables("update", "--config", folder.config);
  expect(code).toBe(0);
  expect(lines).toContain("rdap-dns: 1199 → 1201 entries of 2026-12-25: 2 added (brandnew nu)");
  expect(lines.at(-1)).toMatch(/^whois-zones: 874 entries .*1 changed \(nu\)$/);

  await proxy.errorLine(/Took changed tables.*whois-zones/);
  expect(sourcesOf(await ask("example.brandnew"))).toEqual([
    `rdap ${rdap.url}domain/example.brandnew`,
  ]);
  expect(bodyOf(await ask("--via=whois example.nu"))).toBe("Domain Name: example.nu\r\n");
  expect(proxy.stderr).not.toContain("Cannot");
});

test("tables update without a folder says what is missing, with status 2", async () => {
  const { code, stderr } = await tables("update");
  expect(code).toBe(2);
  expect(stderr).toBe(
    "Cannot update the tables: [tables] dir names no folder for them in the configuration (--config FILE)\n",
  );
});

test("tables update exits 1 with a line for a file that is refused", async () => {
  await using iana = await localIana();
  await using folder = await prepared(iana);
  iana.faults.set("asn.json", { status: 500, body: "" });
  const { code, lines, stderr } = await tables("update", "--config", folder.config);
  expect([code, stderr]).toEqual([1, ""]);
  expect(lines).toContain(
    `rdap-asn: Cannot fetch "${iana.base}asn.json": HTTP status 500; that of 2026-06-01 stays`,
  );
});

test("tables update stops at Ctrl-C with status 130, and the next one goes on", async () => {
  await using iana = await localIana();
  await using folder = await prepared(iana);
  iana.files.set(
    "dns.json",
    bootstrapText("dns", [...builtInServices("dns"), [["aone", "atwo"], ["https://a.example/"]]]),
  );
  iana.zones.set("aone", zoneReply("aone", "whois.nic.aone"));
  iana.zones.set("atwo", "hang");
  {
    await using program = await startProgram(
      "04-whois-proxy",
      ["update", "--config", folder.config],
      { script: "tables", ready: 0 },
    );
    await iana.whois.waitForAsked(2);
    program.signal("SIGINT");
    expect(await program.exit).toEqual({ code: 130, signal: null });
    expect(program.stdout).toContain(
      "Cannot ask about 1 zone now: it was interrupted; the next update does\n",
    );
    // No terminal, so a line for what is done and no bar.
    expect(program.stderr).toBe("1/2 zones asked\n");
  }
  iana.zones.set("atwo", zoneReply("atwo", "whois.nic.atwo"));
  const { code, lines } = await tables("update", "--config", folder.config);
  expect(code).toBe(0);
  expect(lines.at(-1)).toMatch(/: 1 added \(atwo\)$/);
  expect(iana.whois.asked).toEqual(["aone", "atwo", "atwo"]);
});

test("query answers from the tables of the folder, and names one that is broken", async () => {
  await using iana = await localIana();
  await using folder = await prepared(iana);
  iana.files.set(
    "dns.json",
    bootstrapText("dns", [...builtInServices("dns"), [["nu"], ["https://rdap.nu.example/"]]]),
  );
  iana.zones.set("nu", zoneReply("nu", "whois.new.nu"));
  await tables("update", "--config", folder.config);
  await writeFile(join(folder.dir, "rdap-asn.json"), "");
  await using program = await startProgram(
    "04-whois-proxy",
    ["--config", folder.config, "--explain", "example.nu"],
    { script: "query", ready: 0 },
  );
  await program.exit;
  expect(program.stdout).toContain("whois whois.new.nu");
  expect(program.stderr).toMatch(/^Cannot use the table ".*rdap-asn\.json": it is empty; .*\n$/);
});

test.each([
  [[], "no command is named"],
  [["updaet"], '"updaet"'],
  [["show", "check"], '"check"'],
  [["show", "--all"], "--all"],
  [["show", "--colour"], "--colour"],
])("tables refuses %j with its usage and status 2", async (args, words) => {
  const { code, stderr } = await tables(...args);
  expect(code).toBe(2);
  expect(stderr).toContain(words);
  expect(stderr).toMatch(/^usage: tables show\|check\|update /m);
});
