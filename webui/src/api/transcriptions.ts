// SPDX-License-Identifier: Apache-2.0
import { segmentsOf, type Transcript, type Word } from "../transcript/transcript";
import { errorOf, ServiceError } from "./errors";

/** Where the service is and how this page may use it. */
export interface Connection {
  /** Origin of the service, without a slash at the end. */
  readonly server: string;
  readonly key: string;
}

export interface Wishes {
  readonly model: string;
  readonly hotWords: readonly string[];
}

/** Where a request is: what part of the file is sent, then undefined while the service works. */
export type Progress = (sent: number | undefined) => void;

interface VerboseJson {
  readonly duration: number;
  readonly text: string;
  readonly words?: readonly {
    word: string;
    start: number;
    end: number;
    confidence?: number;
  }[];
}

/** What a header can carry as a key (RFC 6750 section 2.1). */
const KEY = /^[\w.~+/=-]+$/u;

/**
 * What says who asks.
 *
 * @throws ServiceError if the key is none
 */
export function headersOf({ key }: Connection): Record<string, string> {
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
 * sending.
 *
 * @throws ServiceError for whatever goes wrong
 */
export function transcribe(
  connection: Connection,
  wishes: Wishes,
  file: Blob,
  name: string,
  progress: Progress,
  signal: AbortSignal,
): Promise<Transcript> {
  const form = new FormData();
  form.append("model", wishes.model);
  form.append("response_format", "verbose_json");
  form.append("timestamp_granularities[]", "word");
  form.append("timestamp_granularities[]", "segment");
  for (const word of wishes.hotWords) {
    form.append("keywords[]", word);
  }
  form.append("file", file, name);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const abort = () => request.abort();
    request.upload.onprogress = (event) => progress(event.loaded / event.total);
    request.upload.onload = () => progress(undefined);
    request.onload = () => {
      if (request.status === 200) {
        resolve(transcriptOf(JSON.parse(request.responseText) as VerboseJson, wishes.model));
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

export function transcriptOf(answer: VerboseJson, model: string): Transcript {
  const words: Word[] = (answer.words ?? []).map(({ word, ...place }) => ({
    text: word,
    ...place,
  }));
  return { segments: segmentsOf(words), duration: answer.duration, language: "vi", model };
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
    throw new ServiceError(signal.aborted ? "cancelled" : "network", 0);
  }
  if (!response.ok) {
    const retryAfter = response.headers.get("Retry-After");
    throw refused(connection, response.status, await response.text(), retryAfter);
  }
  const list = (await response.json()) as { data: { id: string }[] };
  return list.data.map(({ id }) => id);
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
