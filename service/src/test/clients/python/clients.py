# SPDX-License-Identifier: Apache-2.0
"""OpenAI's own client for Python against a running service: what it sends, and that it takes the
answers for what they are.

usage: clients.py BASE_URL CLIP PCM, the same speech as a file and as 24 kHz samples
"""

import base64
import pathlib
import sys

import openai

BASE_URL, CLIP, PCM = sys.argv[1:]
MODEL = "whisper-1"
CLIENT = openai.OpenAI(base_url=BASE_URL, api_key="not looked at", max_retries=0)


def strictly(answer):
    """The answer, if it is of the client's own type to the letter: by itself the client does not look."""
    type(answer).model_validate_json(answer.to_json(), strict=True)
    return answer


def transcribes() -> str:
    transcription = strictly(
        CLIENT.audio.transcriptions.create(
            file=pathlib.Path(CLIP),
            model=MODEL,
            chunking_strategy="auto",
            include=["logprobs"],
            known_speaker_names=["An"],
            known_speaker_references=["data:audio/wav;base64,AA=="],
            language="vi",
            prompt="",
            response_format="json",
            temperature=0,
        )
    )
    assert " " in transcription.text, transcription
    assert transcription.usage.type == "duration", transcription
    return transcription.text


def transcribes_with_times(expected: str) -> None:
    transcription = strictly(
        CLIENT.audio.transcriptions.create(
            file=pathlib.Path(CLIP),
            model=MODEL,
            response_format="verbose_json",
            timestamp_granularities=["word", "segment"],
        )
    )
    assert " ".join(word.word for word in transcription.words) == expected, transcription
    assert transcription.segments[0].start >= 0, transcription


def streams(expected: str) -> None:
    deltas = ""
    for event in CLIENT.audio.transcriptions.create(
        file=pathlib.Path(CLIP), model=MODEL, stream=True, include=["logprobs"]
    ):
        strictly(event)
        if event.type == "transcript.text.delta":
            deltas += event.delta
            assert event.logprobs, event
        else:
            assert event.type == "transcript.text.done", event
            assert event.text == expected, event
    assert deltas == expected, deltas


def refuses_as_its_own_errors() -> None:
    try:
        CLIENT.audio.transcriptions.create(
            file=pathlib.Path(CLIP), model=MODEL, language="en", stream=True
        )
    except openai.BadRequestError as refusal:
        assert refusal.code == "unsupported_value", refusal
    else:
        raise AssertionError("English was taken")


def speaks_in_real_time(expected: str) -> None:
    with CLIENT.realtime.connect(extra_query={"intent": "transcription"}) as connection:
        connection.session.update(
            session={
                "type": "transcription",
                "audio": {
                    "input": {
                        "format": {"type": "audio/pcm", "rate": 24000},
                        "transcription": {"model": MODEL, "language": "vi"},
                        "turn_detection": None,
                    }
                },
            }
        )
        sound = pathlib.Path(PCM).read_bytes()
        for at in range(0, len(sound), 4800):
            connection.input_audio_buffer.append(
                audio=base64.b64encode(sound[at : at + 4800]).decode()
            )
        connection.input_audio_buffer.commit()
        for event in connection:
            strictly(event)
            assert event.type != "error", event
            if event.type == "conversation.item.input_audio_transcription.completed":
                assert event.transcript == expected, event
                assert event.usage.type == "duration", event
                return
        raise AssertionError("the service has left")


TEXT = transcribes()
transcribes_with_times(TEXT)
streams(TEXT)
refuses_as_its_own_errors()
speaks_in_real_time(TEXT)
print(f"python: openai {openai.__version__}: all well")
