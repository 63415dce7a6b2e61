// SPDX-License-Identifier: Apache-2.0
import type { MessageKey } from "./messages";

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

/** The message for the code of a {@link ServiceError}. */
export function messageOf(code: string): MessageKey {
  return MESSAGES[code] ?? "error.unexpected";
}
