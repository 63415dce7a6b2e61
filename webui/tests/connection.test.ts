// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { connectionTo } from "../src/api/connection";

const PAGE = "http://192.168.1.5:8080";

describe("the address of a service", () => {
  it.each([
    ["", PAGE],
    [" ", PAGE],
    [`${PAGE}/`, PAGE],
    ["https://nghe.example.org", "https://nghe.example.org"],
    [" HTTPS://Nghe.Example.org:443/ ", "https://nghe.example.org"],
    ["https://[::1]:8443", "https://[::1]:8443"],
  ])("is an origin: %s", (typed, server) => {
    expect(connectionTo(typed, "k", PAGE)).toEqual({ server, key: "k" });
  });

  it.each([
    "nghe.example.org",
    "nghe.example.org:8080",
    "https://",
    "https://nghe example.org",
    "ftp://nghe.example.org",
    "https://nghe.example.org/v1",
    "https://nghe.example.org/?a",
    "https://nghe.example.org/#a",
    "https://me:secret@nghe.example.org",
    "máy chủ của tôi",
  ])("is nothing else: %s", (typed) => {
    expect(connectionTo(typed, "k", PAGE)).toMatchObject({ server: "", fault: "address_invalid" });
  });

  it.each(["http://nghe.example.org", "http://localhost:8080"])(
    "is secure if it is not the page's own: %s",
    (typed) => {
      expect(connectionTo(typed, "k", PAGE)).toMatchObject({ fault: "address_insecure" });
    },
  );
});
