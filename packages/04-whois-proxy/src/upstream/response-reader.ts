/** Takes in one HTTP response as undici hands it over, and no more of its body than was agreed. */

import type { IncomingHttpHeaders } from "node:http";
import type { Dispatcher } from "undici";
import { tooLong } from "./hop-failure.ts";

/** A response as it came. */
export interface RawResponse {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** Not decompressed; empty where a body that did not matter could not be read. */
  readonly body: Buffer;
}

/** The status whose body is the answer; any other status says it all by itself. */
const OK = 200;

/** A handler for `Client.dispatch`. */
export class ResponseReader implements Dispatcher.DispatchHandler {
  readonly #maxBody: number;
  readonly #response = Promise.withResolvers<RawResponse>();
  readonly #chunks: Buffer[] = [];
  #length = 0;
  #status = 0;
  #headers: IncomingHttpHeaders = {};
  #controller: Dispatcher.DispatchController | undefined;
  #givenUp: Error | undefined;

  /** @param maxBody bytes, as they come */
  constructor(maxBody: number) {
    this.#maxBody = maxBody;
  }

  /**
   * The response, once it is whole. Rejects with a HopFailure if it is too long, and with what undici
   * says if it breaks off; unless its status is not 200: then there is no need of a body.
   */
  get response(): Promise<RawResponse> {
    return this.#response.promise;
  }

  /** Gives the request up; `response` rejects. */
  abort(reason: Error): void {
    this.#givenUp = reason;
    this.#controller?.abort(reason);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#givenUp !== undefined) controller.abort(this.#givenUp);
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: IncomingHttpHeaders,
  ): void {
    // Of interim responses (1xx) the last word is not spoken.
    this.#status = status;
    this.#headers = headers;
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#length += chunk.length;
    if (this.#length > this.#maxBody) controller.abort(tooLong(this.#maxBody));
    else this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    this.#resolve(Buffer.concat(this.#chunks));
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    if (this.#status > OK) this.#resolve(Buffer.alloc(0));
    else this.#response.reject(error);
  }

  #resolve(body: Buffer): void {
    this.#response.resolve({ status: this.#status, headers: this.#headers, body });
  }
}
