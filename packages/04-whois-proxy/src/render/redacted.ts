/** How a value that is withheld is shown, in every dialect. */

import type { Redaction } from "../model/record.ts";

/**
 * What stands in place of the value: the words that registries use, and what the registry says of it.
 *
 * @example
 * redactedText({ name: "Tech Email", reason: "Server policy" }); // "REDACTED FOR PRIVACY (Server policy)"
 */
export const redactedText = (redaction: Redaction): string =>
  `REDACTED FOR PRIVACY${detailsText(redaction)}`;

/** The registry's own name for the value, if it is another than the key, and the reason. */
export function detailsText({ description, reason }: Redaction): string {
  const details = [description ?? [], reason ?? []].flat();
  return details.length === 0 ? "" : ` (${details.join(": ")})`;
}
