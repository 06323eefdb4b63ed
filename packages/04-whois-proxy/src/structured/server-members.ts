/** How a server is named in the structured answer. Pure. */
import type { Step } from "../answer/facts.ts";

/** `rdap https://…` is protocol and server; `local …` names what the tables know. */
export function serverMembers({ source }: Step): {
  readonly protocol: string;
  readonly server: string;
} {
  const space = source.indexOf(" ");
  return { protocol: source.slice(0, space), server: source.slice(space + 1) };
}
