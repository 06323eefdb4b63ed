/** Finds what contradicts itself in the tables of addresses and AS numbers. Pure. */

import { rangeOf } from "../../model/ip.ts";
import { readBlock } from "../prefix-index.ts";
import { type TableData, bootstrapNames } from "../table-data.ts";
import type { TableName } from "../table-files.ts";
import { error, type Finding, warning } from "./finding.ts";

/** Everything that is about numbers. */
export function checkNetworks(data: TableData): readonly Finding[] {
  const [ipv4, ipv6] = data.delegations;
  return [
    ...overlaps("delegations-ipv4", ipv4?.blocks ?? new Map()),
    ...overlaps("delegations-ipv6", ipv6?.blocks ?? new Map()),
    ...overlaps("rdap-ipv4", registryByBlock(data, "ipv4")),
    ...overlaps("rdap-ipv6", registryByBlock(data, "ipv6")),
    ...disagreements(data),
    ...strangers(data),
  ];
}

/** Blocks of one table that lie in one another and belong to different registries. */
function overlaps(table: TableName, owners: ReadonlyMap<string, string>): Finding[] {
  const blocks = Array.from(owners, ([block, owner]) => ({
    block,
    owner,
    ...rangeOf(readBlock(block)),
  }));
  return blocks.flatMap((inner) =>
    blocks
      .filter(
        ({ owner, version, start, end }) =>
          owner !== inner.owner &&
          version === inner.version &&
          start <= inner.start &&
          inner.end <= end,
      )
      .map(({ block, owner }) =>
        error(table, `${inner.block} (${inner.owner}) overlaps with ${block} (${owner})`),
      ),
  );
}

/** Blocks that the address space registry and the RDAP bootstrap give to different registries. */
function disagreements(data: TableData): Finding[] {
  return (["ipv4", "ipv6"] as const).flatMap((name, index) => {
    const rdap = registryByBlock(data, name);
    return [...(data.delegations[index]?.blocks ?? [])].flatMap(([block, owner]) => {
      const other = rdap.get(block);
      return other === undefined || other === owner
        ? []
        : [
            warning(
              `delegations-${name}`,
              `${block} is ${owner}'s here and ${other}'s in rdap-${name}`,
            ),
          ];
    });
  });
}

/** RDAP servers of numbers whose registry, and so whose WHOIS server, is not known. */
function strangers({ bootstrap, registries }: TableData): Finding[] {
  const known = new Set([...registries.byName.values()].flatMap(({ rdapHosts }) => rdapHosts));
  return bootstrapNames
    .filter((name) => name === "ipv4" || name === "ipv6" || name === "asn")
    .flatMap((name) => {
      const hosts = bootstrap[name].services.map(({ urls }) => hostOf(urls));
      return [...new Set(hosts)]
        .filter((host) => !known.has(host))
        .map((host) => warning(`rdap-${name}`, `whose server ${host} is, no table knows`));
    });
}

/** Registry by block; the host of the RDAP server where no registry is known by it. */
function registryByBlock(
  { bootstrap, registries }: TableData,
  name: "ipv4" | "ipv6",
): ReadonlyMap<string, string> {
  return new Map(
    bootstrap[name].services.flatMap(({ entries, urls }) => {
      const host = hostOf(urls);
      const [owner = host] =
        Array.from(registries.byName).find(([, { rdapHosts }]) => rdapHosts.includes(host)) ?? [];
      return entries.map((block) => [block, owner] as const);
    }),
  );
}

const hostOf = ([url]: readonly string[]): string =>
  url === undefined ? "" : new URL(url).hostname;
