// SPDX-License-Identifier: Apache-2.0
import type { Transcript } from "../transcript/transcript";
import { whyUnanswered } from "./address";
import { errorOf, ServiceError } from "./errors";
import { type Heard, TranscriptEvents } from "./transcript-events";

/** Where the service is and how this page may use it. */
export interface Connection {
  /** Origin of the service, without a slash at the end. */
  readonly server: string;
  readonly key: string;
  /** The code of what is wrong with the address, if there is; then there is no server. */
  readonly fault?: string;
}

export interface Wishes {
  readonly model: string;
  readonly hotWords: readonly string[];
}

/** Hears how far a request is. */
export interface ProgressListener {
  /** A part of the file is sent, 0 to 1. */
  sending(part: number): void;
  /** All of it is; `heard` is absent until the service tells something. */
  recognising(heard?: Heard): void;
}

/** What a header can carry as a key (RFC 6750 section 2.1). */
const KEY = /^[\w.~+/=-]+$/u;

/**
 * What says who asks.
 *
 * @throws ServiceError if the key is none, or the address
 */
export function headersOf({ key, fault }: Connection): Record<string, string> {
  if (fault !== undefined) {
    throw new ServiceError(fault, 0);
  }
  if (key === "") {
    return {};
  }
  if (!KEY.test(key)) {
    throw new ServiceError("invalid_api_key", 401);
  }
  return { Authorization: `Bearer ${key}` };
}

/** The error of an answer; who was refused without a key did not have a wrong one. */
function refused({ key }: Connection, status: number, body: string, retryAfter: string | null) {
  const error = errorOf(status, body, retryAfter);
  return error.code === "invalid_api_key" && key === ""
    ? new ServiceError("no_api_key", status)
    : error;
}

/**
 * Sends a recording and waits for its transcript. XMLHttpRequest, since fetch tells no progress of
 * sending, and its answer grows as well.
 *
 * @throws ServiceError for whatever goes wrong
 */
export function transcribe(
  connection: Connection,
  wishes: Wishes,
  file: Blob,
  name: string,
  progress: ProgressListener,
  signal: AbortSignal,
): Promise<Transcript> {
  const form = new FormData();
  form.append("model", wishes.model);
  form.append("response_format", "verbose_json");
  form.append("timestamp_granularities[]", "word");
  form.append("stream", "true");
  for (const word of wishes.hotWords) {
    form.append("keywords[]", word);
  }
  form.append("file", file, name);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const abort = () => request.abort();
    const events = new TranscriptEvents(wishes.model, (heard) => progress.recognising(heard));
    const fail = (problem: unknown) => {
      reject(problem instanceof ServiceError ? problem : new ServiceError("unexpected", 0));
      request.abort();
    };
    request.upload.onprogress = (event) => progress.sending(event.loaded / event.total);
    request.upload.onload = () => progress.recognising();
    request.onprogress = () => {
      if (isStream(request)) {
        attempt(() => events.take(request.responseText), fail);
      }
    };
    request.onload = () => {
      if (isStream(request)) {
        attempt(() => {
          events.take(request.responseText);
          resolve(events.transcript());
        }, fail);
      } else if (request.status === 200) {
        reject(new ServiceError("not_nghe", request.status));
      } else {
        const retryAfter = request.getResponseHeader("Retry-After");
        reject(refused(connection, request.status, request.responseText, retryAfter));
      }
    };
    request.onerror = () => void whatIsWrong(connection).then(reject);
    request.onabort = () => reject(new ServiceError("cancelled", 0));
    request.onloadend = () => signal.removeEventListener("abort", abort);
    request.open("POST", `${connection.server}/v1/audio/transcriptions`);
    for (const [header, value] of Object.entries(headersOf(connection))) {
      request.setRequestHeader(header, value);
    }
    signal.addEventListener("abort", abort);
    request.send(form);
    if (signal.aborted) {
      request.abort();
    }
  });
}

function isStream(request: XMLHttpRequest): boolean {
  const type = request.getResponseHeader("Content-Type") ?? "";
  return request.status === 200 && type.startsWith("text/event-stream");
}

function attempt(action: () => void, fail: (problem: unknown) => void): void {
  try {
    action();
  } catch (problem) {
    fail(problem);
  }
}

/**
 * The names of the models that the service offers.
 *
 * @throws ServiceError for whatever goes wrong
 */
export async function models(connection: Connection, signal: AbortSignal): Promise<string[]> {
  const headers = headersOf(connection);
  let response: Response;
  try {
    response = await fetch(`${connection.server}/v1/models`, { headers, signal });
  } catch {
    const isOwn = connection.server === location.origin;
    throw new ServiceError(isOwn ? "network" : await whyUnanswered(connection.server), 0);
  }
  const answer = await response.text().catch(() => "");
  if (!response.ok) {
    throw refused(connection, response.status, answer, response.headers.get("Retry-After"));
  }
  return namesIn(answer);
}

/** Reads OpenAI's list of models, which a server that is something else does not have. */
function namesIn(answer: string): string[] {
  try {
    return (JSON.parse(answer) as { data: { id: string }[] }).data.map(({ id }) => id);
  } catch {
    throw new ServiceError("not_nghe", 200);
  }
}

/**
 * Why a request failed of which the browser tells no more than that: a refused WebSocket, or an
 * upload that was answered and cut short. The service is asked for something small instead.
 */
export async function whatIsWrong(connection: Connection): Promise<ServiceError> {
  try {
    await models(connection, AbortSignal.timeout(10_000));
  } catch (problem) {
    if (problem instanceof ServiceError && !isOnlyAboutModels(problem)) {
      return problem;
    }
  }
  return new ServiceError("network", 0);
}

/** A key may be good for transcribing and not for listing what there is. */
export function isOnlyAboutModels({ code }: ServiceError): boolean {
  return code === "insufficient_scope";
}
