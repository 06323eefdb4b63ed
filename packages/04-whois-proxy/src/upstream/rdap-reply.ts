/**
 * What an RDAP response means (RFC 7480, section 5, and RFC 9083): the HTTP status decides, and with
 * status 200 the object in the body. Pure.
 */

import type { RegistryRecord } from "../model/record.ts";
import { recordFromRdap } from "../record/from-rdap.ts";
import { relatedRdapUrl } from "../record/related.ts";
import type { HopReply } from "./hop-reply.ts";
import type { HttpReply } from "./http-get.ts";
import { jsonDepth } from "./json-depth.ts";
import { retryAfterOf } from "./retry-after.ts";

/** Real replies are nested about ten deep. */
const MAX_DEPTH = 64;

/** Media types that servers give RDAP; the first is the right one (RFC 7480, section 4.2). */
const mediaTypes = new Set(["application/rdap+json", "application/json", "text/json"]);

/** The paths of lookups (RFC 9082, section 3.1) and the kind of object that belongs there. */
const KINDS: readonly (readonly [path: RegExp, kind: RegistryRecord["kind"]])[] = [
  [/\/domain\/[^/]+$/, "domain"],
  [/\/ip\/[^/]+(\/\d+)?$/, "network"],
  [/\/autnum\/\d+$/, "autnum"],
  [/\/nameserver\/[^/]+$/, "nameserver"],
  [/\/entity\/[^/]+$/, "entity"],
];

/** Says what a response to the lookup at `url` means. */
export function readRdapReply(reply: HttpReply, url: URL): HopReply {
  const { status, body: text } = reply;
  const retryAfter = retryAfterOf(reply.header("retry-after"), reply.header("date"));
  const wait = retryAfter === undefined ? {} : { retryAfter };
  switch (status) {
    case 200:
      return readObject(reply, url);
    case 404:
      return { outcome: "not-found", text };
    case 429:
      return { outcome: "rate-limited", reason: "HTTP 429", text, ...wait };
    case 401:
    case 403:
      return { outcome: "refused", reason: `HTTP ${status}`, text };
    default: {
      // Of the 4xx, one server's bad request may be another's good one.
      const fault = status >= 400 && status < 500 ? ({ fault: "query" } as const) : {};
      return { outcome: "bad-reply", reason: `HTTP ${status}`, text, ...wait, ...fault };
    }
  }
}

function readObject(reply: HttpReply, url: URL): HopReply {
  const { body: text } = reply;
  const bad = (reason: string): HopReply => ({ outcome: "bad-reply", reason, text });
  const ofObject = (reason: string): HopReply => ({ ...bad(reason), fault: "query" });
  // Without the header nothing is said against it.
  const type = reply.header("content-type")?.split(";")[0]?.trim().toLowerCase() ?? "";
  if (type !== "" && !mediaTypes.has(type)) return bad(`${quoted(type)} is not RDAP`);
  if (jsonDepth(text) > MAX_DEPTH) return ofObject(`JSON nested more than ${MAX_DEPTH} deep`);
  const json = parsed(text);
  if (json === undefined) return bad("malformed JSON");
  const record = recordFromRdap(json);
  if (record === undefined) return withoutRecord(json, text);
  const wanted = KINDS.find(([path]) => path.test(url.pathname))?.[1];
  if (wanted !== undefined && wanted !== record.kind)
    return ofObject(`a record of another kind: ${record.kind}`);
  const related = relatedRdapUrl(json);
  if (related === undefined || related.toLowerCase() === url.href.toLowerCase())
    return { outcome: "found", text, record };
  return { outcome: "found", text, record, referral: { protocol: "rdap", url: related } };
}

/** Some servers send their error objects with status 200. */
function withoutRecord(json: unknown, text: string): HopReply {
  const code =
    typeof json === "object" && json !== null && "errorCode" in json ? json.errorCode : undefined;
  if (code === 404) return { outcome: "not-found", text };
  if (code === 429) return { outcome: "rate-limited", reason: "RDAP error 429", text };
  const reason = typeof code === "number" ? `RDAP error ${code}` : "not an RDAP object";
  return { outcome: "bad-reply", reason, text };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const quoted = (type: string): string => JSON.stringify(type.slice(0, 60));
