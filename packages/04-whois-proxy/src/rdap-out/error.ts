/** RDAP's error responses (RFC 9083, section 6). */
import { conformanceOf } from "./conformance.ts";
import { type JsonObject, some } from "./json.ts";

/** An error object; its code is the status of the HTTP response that it goes with. */
export const rdapError = (
  errorCode: number,
  title: string,
  description: readonly string[] = [],
): JsonObject => ({
  rdapConformance: conformanceOf(),
  errorCode,
  title,
  description: some(description),
});
