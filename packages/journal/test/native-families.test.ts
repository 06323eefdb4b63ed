import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { repositoryRoot } from "test-harness";
import { expect, test } from "vitest";
import { missingPlatforms, nativeFamilies, platforms } from "../src/native-families.ts";

const lockfile = await readFile(join(repositoryRoot, "pnpm-lock.yaml"), "utf8");

test("pnpm-lock.yaml has every native tool for linux and macOS, on x64 and arm64", () => {
  expect(missingPlatforms(lockfile)).toEqual([]);
});

test("nativeFamilies finds the tools that we know to be native", () => {
  const names = [...nativeFamilies(lockfile).keys()].map((key) => key.replace(/@[^@]+$/, ""));
  expect(names).toEqual(
    expect.arrayContaining([
      "@esbuild/*",
      "@oxfmt/*",
      "@oxlint-tsgolint/*",
      "@oxlint/*",
      "@rolldown/*",
      "@turbo/*",
      "@typescript/typescript-*",
      "lightningcss-*",
      "node-*",
      "sherif-*",
    ]),
  );
});

test("missingPlatforms names the tool and the platform when any one of them is taken away", () => {
  const members = [...nativeFamilies(lockfile).keys()].flatMap((family) =>
    platforms.map((platform) => [family, platform] as const),
  );
  for (const [family, platform] of members) {
    expect(missingPlatforms(without(family, platform))).toEqual([`${family} lacks ${platform}`]);
  }
  expect(members.length).toBeGreaterThan(40);
});

test("missingPlatforms does not take a build for musl for one that runs on glibc", () => {
  const doctored = lockfile.replaceAll("@oxlint/binding-linux-x64-gnu@", "@oxlint/taken-away@");
  expect(missingPlatforms(doctored)).toEqual([expect.stringMatching(/^@oxlint.*lacks linux-x64$/)]);
});

/** The lockfile with one member of a family renamed, so that it counts for no platform. */
function without(family: string, platform: string): string {
  const [stem = "", version = ""] = family.split("*@");
  const [system = "", cpu = ""] = platform.split("-");
  const name = `${escape(stem)}(?:binding-|bin-)?${system}-${cpu === "x64" ? "(?:x)?64" : cpu}(?:-gnu)?`;
  return lockfile.replaceAll(new RegExp(`${name}@${escape(version)}`, "g"), "taken-away@1.0.0");
}

function escape(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
}
