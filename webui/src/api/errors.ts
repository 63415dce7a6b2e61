// SPDX-License-Identifier: Apache-2.0

/** The longest wait that a person can be asked for, in seconds; a monthly quota takes longer. */
const LONGEST_WAIT = 120;

/** A failed request, with a code for which the page has a message. */
export class ServiceError extends Error {
  constructor(
    /**
     * The service's code, or one of this page's own: network, address_…, not_nghe, cancelled,
     * unexpected, no_api_key.
     */
    readonly code: string,
    readonly status: number,
    /** Seconds after which to try again (Retry-After), if the service sent them. */
    readonly retryAfter?: number,
  ) {
    super(`${code} (${status})`);
    this.name = "ServiceError";
  }

  /** Whether to wait and send again: the service said when, and it is soon. */
  get isTransient(): boolean {
    return this.retryAfter !== undefined && this.retryAfter <= LONGEST_WAIT;
  }
}

/** Whether the address in the settings is wrong, and not the key or the service. */
export function isAboutAddress(code: string | undefined): boolean {
  return code !== undefined && (code.startsWith("address_") || code === "not_nghe");
}

/** Codes for errors from another server or a proxy, whose answers have no code. */
const CODES_OF_OTHERS: Readonly<Record<number, string>> = {
  404: "not_nghe",
  405: "not_nghe",
  413: "body_too_large",
};

/** Reads the service's error from an answer. */
export function errorOf(status: number, body: string, retryAfter: string | null): ServiceError {
  let code = CODES_OF_OTHERS[status] ?? "unexpected";
  try {
    const parsed = JSON.parse(body) as { error?: { code?: unknown } } | null;
    if (typeof parsed?.error?.code === "string") {
      code = parsed.error.code;
    }
  } catch {
    // Not JSON: only the status is known.
  }
  const seconds = Number(retryAfter ?? Number.NaN);
  return Number.isFinite(seconds)
    ? new ServiceError(code, status, seconds)
    : new ServiceError(code, status);
}
