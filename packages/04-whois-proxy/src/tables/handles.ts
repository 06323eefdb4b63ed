/** Which registry a handle is from: by its object tag (RFC 8521), or by custom. */

import { isJpnicHandle } from "../model/subject.ts";
import type { TableData } from "./table-data.ts";
import type { HandleEntry } from "./tables.ts";
import { fromWords } from "./zones.ts";

/** Makes the lookup; it takes a handle in any case. */
export function handleLookup({
  bootstrap,
  handles,
}: TableData): (handle: string) => HandleEntry | undefined {
  const table = bootstrap["object-tags"];
  const tags = new Map(
    table.services.flatMap(({ entries, urls }) => entries.map((tag) => [tag, urls] as const)),
  );
  return (handle) => {
    const parts = handle.toUpperCase().split("-");
    const [first = "", last = ""] = [parts[0], parts.at(-1)];
    const isTagged = parts.length > 1;
    const rdap = (isTagged ? tags.get(last) : undefined) ?? [];
    const whois = isTagged
      ? (handles.suffixes.get(last) ?? handles.prefixes.get(first))
      : isJpnicHandle(first)
        ? "whois.nic.ad.jp"
        : undefined;
    if (rdap.length === 0 && whois === undefined) return undefined;
    return {
      rdap,
      rdapFrom: fromWords(table),
      ...(whois !== undefined && { whois }),
      whoisFrom: fromWords(handles),
    };
  };
}
