// SPDX-License-Identifier: Apache-2.0
import type { AddressInfo } from "node:net";
import { WebSocketServer, type WebSocket } from "ws";

export interface ClientEvent {
  readonly type: string;
  readonly audio?: string;
  readonly session?: object;
}

/** The server's side of one connection. */
export class Peer {
  readonly received: ClientEvent[] = [];
  private waiting: (() => void)[] = [];

  constructor(
    private readonly socket: WebSocket,
    readonly protocols: string,
  ) {
    socket.on("message", (data: Buffer) => {
      this.received.push(JSON.parse(data.toString()) as ClientEvent);
      this.waiting.splice(0).forEach((wake) => wake());
    });
  }

  send(event: object): void {
    this.socket.send(JSON.stringify(event));
  }

  /** Opens the session as the service does. */
  async welcome(): Promise<void> {
    this.send({ type: "session.created" });
    await this.until(() => this.received.some(({ type }) => type === "session.update"));
    this.send({ type: "session.updated" });
  }

  async until(holds: () => boolean): Promise<void> {
    while (!holds()) {
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
  }

  /** All audio received. */
  get sound(): Buffer {
    return Buffer.concat(this.received.map(({ audio }) => Buffer.from(audio ?? "", "base64")));
  }

  cut(): void {
    this.socket.terminate();
  }
}

/** A realtime endpoint that the test controls step by step. */
export class Endpoint {
  private readonly peers: Peer[] = [];
  private waiting: ((peer: Peer) => void)[] = [];

  private constructor(private readonly server: WebSocketServer) {
    server.on("connection", (socket, request) => {
      const peer = new Peer(socket, request.headers["sec-websocket-protocol"] ?? "");
      const next = this.waiting.shift();
      if (next) {
        next(peer);
      } else {
        this.peers.push(peer);
      }
    });
  }

  static async open(): Promise<Endpoint> {
    const server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
    await new Promise((resolve) => server.once("listening", resolve));
    return new Endpoint(server);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  next(): Promise<Peer> {
    const peer = this.peers.shift();
    return peer
      ? Promise.resolve(peer)
      : new Promise((resolve) => this.waiting.push(resolve));
  }

  close(): void {
    this.server.clients.forEach((client) => client.terminate());
    this.server.close();
  }
}
