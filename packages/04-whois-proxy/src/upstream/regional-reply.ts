/**
 * What a regional registry's reply says of other registries: that it does not have the address
 * space, that it was transferred, that a national registry knows more, or that it has asked another
 * one for us. Pure.
 *
 * @example
 * regionalReply("inet6num: ::/0\n"); // { isElsewhere: true }
 */

/** Where the object is, as far as the reply tells. */
export interface RegionalReply {
  /** The registry that has the object, or knows more of it. */
  readonly server?: string;
  /** Whether this reply is nothing but the way there. */
  readonly isElsewhere: boolean;
}

/** WHOIS servers by the names that replies call the registries. */
const SERVERS: Readonly<Record<string, string>> = {
  afrinic: "whois.afrinic.net",
  apnic: "whois.apnic.net",
  arin: "whois.arin.net",
  lacnic: "whois.lacnic.net",
  ripe: "whois.ripe.net",
};

/** What national registries are called in the remarks of APNIC's objects. */
const NATIONAL: readonly (readonly [sign: RegExp, server: string])[] = [
  [/\bwhois\.nic\.ad\.jp\b/i, "whois.nic.ad.jp"],
  [/\bwhois\.(?:nic\.or\.kr|krnic\.net|kisa\.or\.kr|kr)\b/i, "whois.kr"],
  [/\bwhois\.twnic\.net(?:\.tw)?\b/i, "whois.twnic.net.tw"],
];

/** Objects that stand for all the space that a registry does not have. */
const PLACEHOLDER_RANGES = new Set(["0.0.0.0 - 255.255.255.255", "::/0", "0::/0"]);
const PLACEHOLDER_NAMES =
  /^(?:NON-RIPE-NCC-MANAGED-ADDRESS-BLOCK|ERX-NETBLOCK|(?:IANA|AFRINIC|APNIC|ARIN|LACNIC|RIPE)-NETBLOCK-\d+)$/i;

/** All of this stands before the people and organisations of a reply; in characters. */
const HEAD = 65_536;

/** Undefined for a reply that says nothing of the kind. Takes time linear in the length of the text. */
export function regionalReply(text: string): RegionalReply | undefined {
  const lines = text
    .slice(0, HEAD)
    .split("\n")
    .map((line) => line.trimEnd());
  const objects = objectsOf(lines);
  const networks = objects.filter(({ label }) => label === "inetnum" || label === "inet6num");
  return (
    askedForUs(lines) ??
    transferred(objects) ??
    (networks.length > 0 && networks.every(isPlaceholder) ? { isElsewhere: true } : undefined) ??
    national(lines, networks)
  );
}

/** LACNIC asks the others itself; what they say comes behind its own banner, moved by one space. */
function askedForUs(lines: readonly string[]): RegionalReply | undefined {
  const start = lines.findIndex((line) => /^% (?:IP Client:|Joint Whois - )/.test(line));
  if (start === -1) return undefined;
  const inner = lines.slice(start + 1);
  const server = inner.map(bannerOf).find((found) => found !== undefined);
  if (server !== undefined) return { server, isElsewhere: !inner.some(isFact) };
  return inner.some((line) => /^%.*\bwhois\.registro\.br\b/i.test(line))
    ? { server: "whois.registro.br", isElsewhere: false }
    : undefined;
}

/** Whose banner a line is, seen through LACNIC. */
function bannerOf(line: string): string | undefined {
  const [, a, b, c] =
    /^ % \[whois\.(\w+)\.net\]|^ % This is the (\w+) |^ ?# (ARIN) WHOIS data/i.exec(line) ?? [];
  const name = (a ?? b ?? c ?? "").toLowerCase();
  return Object.hasOwn(SERVERS, name) ? SERVERS[name] : undefined;
}

const isFact = (line: string): boolean =>
  /^ ?(?:inetnum|inet6num|aut-num|netrange|asnumber):/i.test(line);

/** APNIC keeps a stub of what has left its region, and says where to; anybody else's words are no such stub. */
function transferred(objects: readonly RpslObject[]): RegionalReply | undefined {
  const stub = objects.find(({ fields }) =>
    fields.some(([label, value]) => label === "mnt-by" && /^APNIC-STUB$/i.test(value)),
  );
  const descr = stub?.fields.filter(([label]) => label === "descr") ?? [];
  for (const [, value] of descr) {
    const [, name = ""] = /^Transferred to the (\w+)(?: NCC)? region/i.exec(value) ?? [];
    const server = SERVERS[name.toLowerCase()];
    if (server !== undefined) return { server, isElsewhere: true };
  }
  return undefined;
}

/** The object for all the space that a registry does not have. */
const isPlaceholder = ({ fields }: RpslObject): boolean =>
  fields.some(
    ([label, value], index) =>
      (index === 0 && PLACEHOLDER_RANGES.has(value)) ||
      (label === "netname" && PLACEHOLDER_NAMES.test(value)),
  );

/** APNIC's copy of what a national registry has delegated further, and knows more about. */
function national(
  lines: readonly string[],
  networks: readonly RpslObject[],
): RegionalReply | undefined {
  if (!lines.some((line) => line.startsWith("% [whois.apnic.net]"))) return undefined;
  const talk = networks
    .flatMap(({ fields }) => fields)
    .flatMap(([label, value]) => (label === "remarks" || label === "descr" ? [value] : []));
  for (const [sign, server] of NATIONAL)
    if (talk.some((line) => sign.test(line))) return { server, isElsewhere: false };
  return undefined;
}

/** One block of `label: value` lines; `label` is the first one, which tells what it is. */
interface RpslObject {
  readonly label: string;
  readonly fields: readonly (readonly [label: string, value: string])[];
}

function objectsOf(lines: readonly string[]): RpslObject[] {
  const objects: [label: string, value: string][][] = [[]];
  for (const line of lines) {
    const [, label, value = ""] = /^ ?([a-z][a-z0-9-]{0,29}):[ \t]*(.*)$/i.exec(line) ?? [];
    if (label !== undefined) objects.at(-1)?.push([label.toLowerCase(), value]);
    else if (line === "") objects.push([]);
  }
  return objects.flatMap((fields) => {
    const [label] = fields[0] ?? [];
    return label === undefined ? [] : [{ label, fields }];
  });
}
