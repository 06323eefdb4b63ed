/** The content of a fake RDAP server's answers, and what it means in HTTP. */
import { readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";

/** A JSON object as RDAP defines them: a domain, a network, an error (RFC 9083). */
export type RdapObject = Readonly<Record<string, unknown>>;

/** An answer whose HTTP side matters. */
export interface HttpAnswer {
  /** @default 200 */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON, text and bytes as they are. @default nothing */
  readonly body?: RdapObject | string | Uint8Array;
  /** @default "application/rdap+json" */
  readonly contentType?: string;
  /** Compresses the body and says so in `Content-Encoding`. @default false */
  readonly gzip?: boolean;
}

/** Sends the client to another URL. */
export interface RedirectAnswer {
  readonly redirect: string;
  /** @default 302 */
  readonly status?: number;
}

/** The file's text as the body of a good answer. */
export interface FileAnswer {
  readonly file: string | URL;
}

/** Everything that can stand in a table of replies besides the faults. */
export type RdapContent = RdapObject | HttpAnswer | RedirectAnswer | FileAnswer;

/** An answer as it goes over the wire. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** Members by which an answer is known; only `status` is a member of RDAP objects too. */
const HTTP_MEMBERS = ["status", "headers", "body", "contentType", "gzip"];
/** Members of which every RDAP answer has at least one (RFC 9083). */
const RDAP_MEMBERS = ["objectClassName", "rdapConformance", "errorCode"];

/**
 * Reads files, compresses, and fills in what was left out. Throws a TypeError for an object that is
 * neither an answer nor an RDAP object: a mistake in the test.
 */
export async function toWire(content: RdapContent): Promise<WireAnswer> {
  if (isRedirect(content)) {
    const { redirect: location, status = 302 } = content;
    return { status, headers: { location, "content-length": "0" }, body: new Uint8Array() };
  }
  if (isFile(content)) return toWire({ body: await readFile(content.file) });
  if (isRdapObject(content)) return toWire({ body: content });
  if (!isHttpAnswer(content)) {
    const members = Object.keys(content).join(", ");
    throw new TypeError(`Cannot reply with "{ ${members} }": put it into { body: … }`);
  }
  const { status = 200, body = "", contentType = "application/rdap+json", gzip = false } = content;
  const plain = body instanceof Uint8Array ? body : Buffer.from(textOf(body));
  const bytes = gzip ? gzipSync(plain) : plain;
  const headers = {
    "content-type": contentType,
    "content-length": String(bytes.length),
    ...(gzip ? { "content-encoding": "gzip" } : {}),
    ...content.headers,
  };
  return { status, headers, body: bytes };
}

function textOf(body: RdapObject | string): string {
  return typeof body === "string" ? body : JSON.stringify(body);
}

function isRedirect(content: object): content is RedirectAnswer {
  return "redirect" in content && typeof content.redirect === "string";
}

function isFile(content: object): content is FileAnswer {
  return "file" in content;
}

function isRdapObject(content: object): content is RdapObject {
  return RDAP_MEMBERS.some((name) => name in content);
}

function isHttpAnswer(content: object): content is HttpAnswer {
  return HTTP_MEMBERS.some((name) => name in content);
}
