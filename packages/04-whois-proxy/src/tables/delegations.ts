/**
 * Who is in charge of an address or an AS number. RDAP goes by IANA's bootstrap alone (RFC 9224);
 * WHOIS goes by the address space registries, and by the bootstrap where that is newer and names
 * another regional registry: each of them runs one WHOIS server for all it has.
 */

import type { IpNetwork } from "../model/ip.ts";
import { PrefixIndex, readBlock } from "./prefix-index.ts";
import { RangeIndex, readRange } from "./range-index.ts";
import type { BootstrapTable, Provenance, TableData } from "./table-data.ts";
import type { DelegationEntry } from "./tables.ts";
import { fromWords } from "./zones.ts";

/** A block, and who has it according to one table. */
interface Block {
  readonly block: string;
  /** Undefined for an RDAP server that is none of a regional registry's. */
  readonly registry: string | undefined;
  readonly urls: readonly string[];
  readonly table: Provenance;
}

export function networkLookup(
  data: TableData,
): (network: IpNetwork) => DelegationEntry | undefined {
  const { ipv4, ipv6 } = data.bootstrap;
  const rdap = networkIndex([ipv4, ipv6].flatMap((table) => rdapBlocks(table, data)));
  const delegated = networkIndex(
    data.delegations.flatMap((table) =>
      Array.from(table.blocks, ([block, registry]) => ({ block, registry, urls: [], table })),
    ),
  );
  return (network) => entryOf(rdap.find(network), delegated.find(network), data);
}

/** @throws {RangeError} when ranges overlap */
export function autnumLookup(data: TableData): (number: number) => DelegationEntry | undefined {
  const ranges = new RangeIndex(
    rdapBlocks(data.bootstrap.asn, data).map((row) => [readRange(row.block), row] as const),
  );
  return (number) => entryOf(ranges.find(number), undefined, data);
}

const networkIndex = (blocks: readonly Block[]) =>
  new PrefixIndex(blocks.map((row) => [readBlock(row.block), row] as const));

function rdapBlocks(table: BootstrapTable, { registries: { byName } }: TableData): Block[] {
  return table.services.flatMap(({ entries, urls }) => {
    const host = hostOf(urls);
    const [registry] =
      Array.from(byName).find(([, { rdapHosts }]) => rdapHosts.includes(host)) ?? [];
    return entries.map((block) => ({ block, registry, urls, table }));
  });
}

function entryOf(
  rdap: Block | undefined,
  delegated: Block | undefined,
  { registries }: TableData,
): DelegationEntry | undefined {
  // Both hold the network that was asked for, so the longer one lies inside the other.
  const [block] = [rdap, delegated]
    .filter((found) => found !== undefined)
    .toSorted((a, b) => prefixOf(b) - prefixOf(a));
  if (block === undefined) return undefined;
  const urls = rdap?.urls ?? [];
  const registry = rdap?.registry ?? delegated?.registry;
  const whois = registry === undefined ? undefined : registries.byName.get(registry)?.whois;
  return {
    registry: registry ?? hostOf(urls),
    ...(whois !== undefined && { whois }),
    rdap: urls,
    block: block.block,
    from: [delegated, rdap]
      .filter((found) => found !== undefined)
      .map(({ table }) => fromWords(table))
      .join(", "),
  };
}

const hostOf = ([url]: readonly string[]): string =>
  url === undefined ? "" : new URL(url).hostname;

const prefixOf = ({ block }: Block): number => Number(block.split("/")[1] ?? 0);
