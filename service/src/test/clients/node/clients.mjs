// SPDX-License-Identifier: Apache-2.0
//
// OpenAI's own client for Node against a running service: what it sends, and that it takes the
// answers for what they are.
//
// usage: node clients.mjs BASE_URL CLIP PCM, the same speech as a file and as 24 kHz samples
import assert from "node:assert/strict";
import fs from "node:fs";
import OpenAI from "openai";
import { OpenAIRealtimeWS } from "openai/realtime/ws";

const [baseURL, clip, pcm] = process.argv.slice(2);
const client = new OpenAI({ baseURL, apiKey: "not looked at", maxRetries: 0 });
const model = "whisper-1";

const upload = () => fs.createReadStream(clip);

async function transcribes() {
  const { text, usage } = await client.audio.transcriptions.create({ file: upload(), model });
  assert.match(text, / /);
  assert.equal(usage.type, "duration");
  return text;
}

async function streams(expected) {
  const stream = await client.audio.transcriptions.create({
    file: upload(),
    model,
    stream: true,
    include: ["logprobs"],
  });
  let deltas = "";
  let done;
  for await (const event of stream) {
    if (event.type === "transcript.text.delta") {
      deltas += event.delta;
      assert.ok(event.logprobs.length > 0);
    } else {
      assert.equal(event.type, "transcript.text.done");
      done = event;
    }
  }
  assert.equal(deltas, expected);
  assert.equal(done.text, expected);
}

async function refusesAsItsOwnErrors() {
  await assert.rejects(
    client.audio.transcriptions.create({ file: upload(), model, language: "en", stream: true }),
    (e) => e instanceof OpenAI.BadRequestError && e.code === "unsupported_value",
  );
}

async function speaksInRealTime(expected) {
  const realtime = new OpenAIRealtimeWS({ model }, client);
  const completed = await new Promise((resolve, reject) => {
    realtime.on("error", reject);
    realtime.on("session.created", () =>
      realtime.send({
        type: "session.update",
        session: {
          type: "transcription",
          audio: {
            input: {
              format: { type: "audio/pcm", rate: 24000 },
              transcription: { model, language: "vi" },
              turn_detection: null,
            },
          },
        },
      }),
    );
    realtime.on("session.updated", () => {
      const sound = fs.readFileSync(pcm);
      for (let at = 0; at < sound.length; at += 4800) {
        const audio = sound.subarray(at, at + 4800).toString("base64");
        realtime.send({ type: "input_audio_buffer.append", audio });
      }
      realtime.send({ type: "input_audio_buffer.commit" });
    });
    realtime.on("conversation.item.input_audio_transcription.completed", resolve);
  });
  realtime.close();
  assert.equal(completed.transcript, expected);
}

const text = await transcribes();
await streams(text);
await refusesAsItsOwnErrors();
await speaksInRealTime(text);
console.log(`node: openai ${(await import("openai/version")).VERSION}: all well`);
