// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { request, type RequestListener } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inRepository } from "./page";

/** A server over TLS on another origin than the page's, and the requests to it. */
export interface Foreign {
  readonly url: string;
  /** Method and path of each request. */
  readonly asked: readonly string[];
  readonly close: () => Promise<void>;
}

export async function foreign(listener: RequestListener): Promise<Foreign> {
  const asked: string[] = [];
  const server = createServer({ pfx: certificate(), passphrase: PASSWORD }, (question, answer) => {
    asked.push(`${question.method} ${question.url}`);
    listener(question, answer);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `https://127.0.0.1:${port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Answers with a page that any origin may read. */
export const website: RequestListener = (_, answer) =>
  answer.setHeader("Access-Control-Allow-Origin", "*").end("<!doctype html><title>A shop</title>");

/** Answers with a page that no other origin may read. */
export const closedWebsite: RequestListener = (_, answer) => answer.end("<!doctype html>");

/** Forwards requests to a service and answers CORS preflights for it. */
export function proxyOf(service: string): RequestListener {
  return (question, answer) => {
    answer.setHeader("Access-Control-Allow-Origin", "*");
    answer.setHeader("Access-Control-Allow-Headers", "content-type");
    if (question.method === "OPTIONS") {
      answer.writeHead(204).end();
      return;
    }
    const headers = { ...question.headers };
    delete headers.origin;
    delete headers["sec-fetch-site"];
    const passed = request(
      new URL(question.url ?? "/", service),
      { method: question.method, headers },
      (reply) => {
        answer.writeHead(reply.statusCode ?? 502, reply.headers);
        reply.pipe(answer);
      },
    );
    question.pipe(passed);
  };
}

const PASSWORD = "changeit";

/** A key with a self-signed certificate, made with the JDK that the service needs anyway. */
function certificate(): Buffer {
  const folder = mkdtempSync(join(tmpdir(), "nghe-certificate-"));
  const store = join(folder, "key.p12");
  const jdk = execFileSync(inRepository("ci/find-jdk"), { encoding: "utf8" }).trim();
  const options =
    "-genkeypair -storetype PKCS12 -alias key -keyalg EC -dname CN=localhost -ext san=ip:127.0.0.1";
  try {
    execFileSync(
      join(jdk, "bin/keytool"),
      [...options.split(" "), "-storepass", PASSWORD, "-keystore", store],
      { stdio: "pipe" },
    );
    return readFileSync(store);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
