import { expect, test } from "vitest";
import { mayAsk } from "../src/answer/clients.ts";
import { defaultConfig, parseConfig } from "../src/config/load.ts";

const clients = (toml: string) => mayAsk(parseConfig(`[clients]\n${toml}`, "test.toml").clients);

test("mayAsk lets everybody ask by default", () => {
  const may = mayAsk(defaultConfig().clients);
  expect(["192.0.2.1", "2001:db8::1", "::ffff:192.0.2.1"].every(may)).toBe(true);
});

test("mayAsk wants a client in allow and not in deny", () => {
  const may = clients('allow = ["10.0.0.0/8", "2001:db8::/32"]\ndeny = ["10.9.0.0/16"]');
  const asked = ["10.1.2.3", "10.9.2.3", "192.0.2.1", "2001:db8::1", "2001:db9::1"];
  expect(asked.filter(may)).toEqual(["10.1.2.3", "2001:db8::1"]);
});

test("mayAsk counts a v4-mapped address as the IPv4 one, as a dual-stack socket shows it", () => {
  const may = clients('allow = ["10.0.0.0/8"]');
  expect(["::ffff:10.1.2.3", "::FFFF:192.0.2.1"].map(may)).toEqual([true, false]);
});

test("mayAsk: everybody but some", () => {
  const may = clients('deny = ["192.0.2.0/24", "2001:db8::/32"]');
  expect(["192.0.2.1", "192.0.3.1", "2001:db8::1"].map(may)).toEqual([false, true, false]);
});
