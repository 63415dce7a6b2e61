// SPDX-License-Identifier: Apache-2.0
import type { Connection } from "./transcriptions";

/**
 * Makes a connection of what a person typed as the address of a service. What cannot be one has a
 * fault, and nothing is sent.
 *
 * @param typed an origin, with a slash at the end or without; nothing for where the page came from
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
  // The policy of the page lets it talk to others over TLS alone, wherever it came from itself.
  if (url.protocol === "http:" && url.origin !== page) {
    return { server: "", key, fault: "address_insecure" };
  }
  return { server: url.origin, key };
}

/**
 * Why a request to another server than the page's own failed, of which browsers tell scripts no
 * more than that it did. An answer that the page may not read shows that there is somebody.
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
