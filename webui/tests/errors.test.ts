// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { errorOf, messageOf } from "../src/api/errors";
import { en } from "../src/i18n/en";
import { vi } from "../src/i18n/vi";

describe("an error", () => {
  it("is read from the service's answer", () => {
    const error = errorOf(429, '{"error":{"code":"rate_limit_exceeded"}}', "7");
    expect([error.code, error.retryAfter, error.passes]).toEqual(["rate_limit_exceeded", 7, true]);
  });

  it.each(["<html>502</html>", "", "null", '{"error":"x"}'])("of a proxy is unexpected: %s", (body) => {
    expect(errorOf(502, body, null).code).toBe("unexpected");
  });

  it("of a proxy that takes no large bodies is told as such", () => {
    expect(messageOf(errorOf(413, "<html>", null).code)).toBe("error.tooLarge");
  });

  it("that no one knows has words too", () => {
    expect(messageOf("quite_new")).toBe("error.unexpected");
  });
});

describe("the two languages", () => {
  it("have the same names in their messages", () => {
    const names = (text: string) => [...text.matchAll(/\{\w+\}/gu)].map(String).sort();
    for (const key of Object.keys(vi) as (keyof typeof vi)[]) {
      expect(names(en[key]), key).toEqual(names(vi[key]));
    }
  });
});
