// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { errorOf } from "../src/api/errors";
import { messageOf } from "../src/i18n/error-messages";
import { en } from "../src/i18n/en";
import { vi } from "../src/i18n/vi";

describe("an error", () => {
  it("is read from the service's answer", () => {
    const error = errorOf(429, '{"error":{"code":"rate_limit_exceeded"}}', "7");
    expect([error.code, error.retryAfter, error.isTransient]).toEqual(["rate_limit_exceeded", 7, true]);
  });

  it.each(["<html>502</html>", "", "null", '{"error":"x"}'])("of a proxy is unexpected: %s", (body) => {
    expect(errorOf(502, body, null).code).toBe("unexpected");
  });

  it("of a proxy that refuses a large body has the message for it", () => {
    expect(messageOf(errorOf(413, "<html>", null).code)).toBe("error.tooLarge");
  });

  it("with an unknown code has a message", () => {
    expect(messageOf("quite_new")).toBe("error.unexpected");
  });
});

describe("the two languages", () => {
  it("have the same placeholders in each message", () => {
    const names = (text: string) => [...text.matchAll(/\{\w+\}/gu)].map(String).sort();
    for (const key of Object.keys(vi) as (keyof typeof vi)[]) {
      expect(names(en[key]), key).toEqual(names(vi[key]));
    }
  });
});
