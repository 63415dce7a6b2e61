// SPDX-License-Identifier: Apache-2.0
import type { MessageKey } from "../i18n/messages";

/** In seconds; a quota of the month comes back later than that. */
const LONGEST_WAIT = 120;

/** A request that did not bring a transcript, in a form that can be told to a person. */
export class ServiceError extends Error {
  constructor(
    /**
     * The service's code, or one of this page's own: network, address_…, not_nghe, cancelled,
     * unexpected, no_api_key.
     */
    readonly code: string,
    readonly status: number,
    /** Seconds after which trying again makes sense, if the service said so. */
    readonly retryAfter?: number,
  ) {
    super(`${code} (${status})`);
    this.name = "ServiceError";
  }

  /** Whether the service asked to be asked again, so soon that a person can wait for it. */
  get passes(): boolean {
    return this.retryAfter !== undefined && this.retryAfter <= LONGEST_WAIT;
  }
}

const MESSAGES: Readonly<Record<string, MessageKey>> = {
  network: "error.network",
  address_invalid: "error.addressInvalid",
  address_insecure: "error.addressInsecure",
  address_silent: "error.addressSilent",
  address_closed: "error.addressClosed",
  not_nghe: "error.notNghe",
  cancelled: "error.cancelled",
  audio_empty: "error.audioEmpty",
  audio_unsupported: "error.audioUnsupported",
  audio_malformed: "error.audioMalformed",
  audio_too_long: "error.audioTooLong",
  body_too_large: "error.tooLarge",
  body_empty: "error.audioEmpty",
  upload_timeout: "error.uploadTimeout",
  no_api_key: "error.keyMissing",
  invalid_api_key: "error.key",
  insufficient_scope: "error.scope",
  origin_not_allowed: "error.origin",
  rate_limit_exceeded: "error.rate",
  concurrency_limit_exceeded: "error.rate",
  insufficient_quota: "error.quota",
  model_not_found: "error.model",
  model_loading: "error.loading",
  queue_full: "error.busy",
  upload_memory_full: "error.busy",
  authentication_unavailable: "error.busy",
  shutting_down: "error.stopping",
  deadline_exceeded: "error.deadline",
};

/** Whether it is the address that is wrong, and not who asks or the service itself. */
export function isAboutAddress(code: string | undefined): boolean {
  return code !== undefined && (code.startsWith("address_") || code === "not_nghe");
}

/** What to tell a person about a code. */
export function messageOf(code: string): MessageKey {
  return MESSAGES[code] ?? "error.unexpected";
}

/** What an answer means that is none of the service, which has a code in each of its own. */
const CODES_OF_OTHERS: Readonly<Record<number, string>> = {
  404: "not_nghe",
  405: "not_nghe",
  413: "body_too_large",
};

/** Reads the service's error from an answer; proxies answer with pages, which have no code. */
export function errorOf(status: number, body: string, retryAfter: string | null): ServiceError {
  let code = CODES_OF_OTHERS[status] ?? "unexpected";
  try {
    const parsed = JSON.parse(body) as { error?: { code?: unknown } } | null;
    if (typeof parsed?.error?.code === "string") {
      code = parsed.error.code;
    }
  } catch {
    // Not JSON: the status is all there is.
  }
  const seconds = Number(retryAfter ?? Number.NaN);
  return Number.isFinite(seconds)
    ? new ServiceError(code, status, seconds)
    : new ServiceError(code, status);
}
