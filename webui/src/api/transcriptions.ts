// SPDX-License-Identifier: Apache-2.0
import type { Transcript } from "../transcript/transcript";
import { headersOf, whyUnanswered, type Connection } from "./connection";
import { errorOf, ServiceError } from "./errors";
import { type Recognised, TranscriptEvents } from "./transcript-events";

/** What a recording is to be recognised with. */
export interface TranscriptionOptions {
  readonly model: string;
  readonly hotWords: readonly string[];
}

/** Is told the progress of a request. */
export interface ProgressListener {
  /** The share of the file that is sent, 0 to 1. */
  sending(part: number): void;
  /** The file is sent; `heard` is absent until the first event of the transcript. */
  recognising(heard?: Recognised): void;
}

/** The error of an answer. Without a key, invalid_api_key means that one is missing. */
function refused({ key }: Connection, status: number, body: string, retryAfter: string | null) {
  const error = errorOf(status, body, retryAfter);
  return error.code === "invalid_api_key" && key === ""
    ? new ServiceError("no_api_key", status)
    : error;
}

/**
 * Sends a recording and waits for its transcript. Uses XMLHttpRequest because fetch reports no
 * upload progress.
 *
 * @throws ServiceError for whatever goes wrong
 */
export function transcribe(
  connection: Connection,
  options: TranscriptionOptions,
  file: Blob,
  name: string,
  progress: ProgressListener,
  signal: AbortSignal,
): Promise<Transcript> {
  const form = new FormData();
  form.append("model", options.model);
  form.append("response_format", "verbose_json");
  form.append("timestamp_granularities[]", "word");
  form.append("stream", "true");
  for (const word of options.hotWords) {
    form.append("keywords[]", word);
  }
  form.append("file", file, name);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const abort = () => request.abort();
    const events = new TranscriptEvents(options.model, (heard) => progress.recognising(heard));
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

/** Reads OpenAI's list of models; an answer of another form comes from another server. */
function namesIn(answer: string): string[] {
  try {
    return (JSON.parse(answer) as { data: { id: string }[] }).data.map(({ id }) => id);
  } catch {
    throw new ServiceError("not_nghe", 200);
  }
}

/**
 * The reason of a failure for which the browser gives none: a refused WebSocket, or an upload that
 * was answered and cut off early. Finds out with a small request.
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

/** Whether a key may transcribe but not list models. */
export function isOnlyAboutModels({ code }: ServiceError): boolean {
  return code === "insufficient_scope";
}
