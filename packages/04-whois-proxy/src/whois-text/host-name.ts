/** Hosts of WHOIS servers in a reply. */
import { nameOf } from "../record/nameservers.ts";

/** The host in a value, where `http://whois.example.com/` often stands; undefined when there is none. */
export function hostIn(value: string): string | undefined {
  const host =
    value
      .slice(0, 300)
      .toLowerCase()
      .replace(/^[a-z]{3,6}:\/\//, "")
      .split(/[/:\s]/, 1)[0] ?? "";
  return host.includes(".") ? nameOf(host) : undefined;
}
