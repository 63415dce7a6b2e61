// SPDX-License-Identifier: Apache-2.0
import { ServiceError } from "./errors";

/** Where the service is and which key this page has for it. */
export interface Connection {
  /** Origin of the service, without a slash at the end. */
  readonly server: string;
  /** Empty for none. */
  readonly key: string;
  /** The code of what is wrong with the address; with it the server is empty. */
  readonly fault?: string;
}

/**
 * Makes a connection from the address that a person typed. An invalid address gives a connection
 * with a fault, to which nothing is sent.
 *
 * @param typed an origin, with or without a slash at the end; empty for the origin of the page
 * @param page the origin of the page
 */
export function connectionTo(typed: string, key: string, page: string): Connection {
  const text = typed.trim();
  if (text === "") {
    return { server: page, key };
  }
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/u.test(url.protocol) || url.href !== `${url.origin}/`) {
    return { server: "", key, fault: "address_invalid" };
  }
  // The page's Content-Security-Policy allows other origins over TLS only.
  if (url.protocol === "http:" && url.origin !== page) {
    return { server: "", key, fault: "address_insecure" };
  }
  return { server: url.origin, key };
}

/** What a header can carry as a key (RFC 6750 section 2.1). */
const KEY = /^[\w.~+/=-]+$/u;

/**
 * The headers that authenticate a request.
 *
 * @throws ServiceError if the address or the key is invalid
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

/**
 * The code for a failed request to another origin. Browsers do not tell scripts the reason; if a
 * request without CORS succeeds, a server is there and does not allow this page.
 */
export async function whyUnanswered(server: string): Promise<string> {
  try {
    await fetch(server, {
      mode: "no-cors",
      credentials: "omit",
      signal: AbortSignal.timeout(10_000),
    });
    return "address_closed";
  } catch {
    return "address_silent";
  }
}
