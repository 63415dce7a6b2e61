# SPDX-License-Identifier: Apache-2.0
"""Writes small safetensors files, sorted by what the safetensors library says of them.

make_safetensors_cases.py OUT.zip [MUTATIONS] puts each file into the folder accepted/ or refused/
of a zip archive. Some are written by hand, one for each rule of the format; the others are made of
those by changing a few bytes of the header.
"""

import random
import struct
import sys
import zipfile

import safetensors

A = b'"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}'
FOUR = b"\0\0\0\1"


def file(header, data=FOUR):
    header = header.encode() if isinstance(header, str) else header
    return struct.pack("<Q", len(header)) + header + data


def tensor(entry, data=FOUR):
    return file('{"a":' + entry + "}", data)


def typed(dtype, bits, count):
    size = bits * count // 8
    return tensor(
        f'{{"dtype":"{dtype}","shape":[{count}],"data_offsets":[0,{size}]}}', bytes(size)
    )


def nested(depth):
    extra = "[" * depth + "]" * depth
    return tensor(f'{{"dtype":"F32","shape":[1],"data_offsets":[0,4],"x":{extra}}}')


def named(name):
    return file(b'{"' + name + b'":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}')


def shaped(shape, end=4, begin="0"):
    return tensor(
        f'{{"dtype":"F32","shape":{shape},"data_offsets":[{begin},{end}]}}', FOUR if end else b""
    )


def extra(value):
    return tensor(f'{{"dtype":"F32","shape":[1],"data_offsets":[0,4],"x":{value}}}')


def second(entry, data=FOUR):
    return file(b"{" + A + b',"z":' + entry.encode() + b"}", data)


WHOLE = b"{" + A + b"}"

CASES = {
    "plain": file(WHOLE),
    "space-before": file(b" \t\r\n" + WHOLE),
    "space-after": file(WHOLE + b" \t\r\n"),
    "form-feed-before": file(b"\f" + WHOLE),
    "no-break-space-before": file(b"\xc2\xa0" + WHOLE),
    "nul-after": file(WHOLE + b"\0"),
    "second-object": file(WHOLE + b"{}"),
    "byte-order-mark": file(b"\xef\xbb\xbf" + WHOLE),
    "utf-16-le": file(WHOLE.decode().encode("utf-16-le")),
    "utf-16-be": file(WHOLE.decode().encode("utf-16-be")),
    "utf-32-le": file(WHOLE.decode().encode("utf-32-le")),
    "latin-1-name": named(b"\xe1"),
    "overlong-name": named(b"\xc0\xaf"),
    "overlong-quote": named(b"\xc0\xa2"),
    "surrogates-in-utf-8": named(b"\xed\xa0\xbd\xed\xb8\x80"),
    "beyond-unicode": named(b"\xf4\x90\x80\x80"),
    "vietnamese-name": named("đầu.trọng số".encode()),
    "escaped-pair": named(rb"\ud83d\ude00"),
    "escaped-half-pair": named(rb"\ud83d"),
    "escaped-second-half": named(rb"\ude00"),
    "unknown-escape": named(rb"\x61"),
    "control-character": named(b"\x01"),
    "tab-in-name": named(b"\t"),
    "delete-in-name": named(b"\x7f"),
    "empty-name": named(b""),
    "long-name": named(b"n" * 100_000),
    "no-tensor": file("{}", b""),
    "no-tensor-but-values": file("{}"),
    "empty-header": file("", b""),
    "open-brace": file("{", b""),
    "only-space": file("    ", b""),
    "list": file("[]", b""),
    "comment": file(b"{/**/" + A + b"}"),
    "trailing-comma": file(b"{" + A + b",}"),
    "single-quotes": file(WHOLE.replace(b'"', b"'")),
    "metadata": file(b'{"__metadata__":{"format":"pt"},' + A + b"}"),
    "metadata-null": file(b'{"__metadata__":null,' + A + b"}"),
    "metadata-last": file(b"{" + A + b',"__metadata__":{"format":"pt"}}'),
    "metadata-empty": file(b'{"__metadata__":{},' + A + b"}"),
    "metadata-number": file(b'{"__metadata__":{"n":1},' + A + b"}"),
    "metadata-of-null": file(b'{"__metadata__":{"n":null},' + A + b"}"),
    "metadata-list": file(b'{"__metadata__":[],' + A + b"}"),
    "metadata-text": file(b'{"__metadata__":"pt",' + A + b"}"),
    "metadata-twice": file(b'{"__metadata__":{},"__metadata__":{},' + A + b"}"),
    "metadata-long": file(b'{"__metadata__":{"x":"' + b"y" * 200_000 + b'"},' + A + b"}"),
    "minus-zero-offset": shaped("[1]", 4, "-0"),
    "minus-zero-shape": shaped("[-0]", 0),
    "minus-zero-elsewhere": extra("-0"),
    "fraction": shaped("[1.0]"),
    "exponent": shaped("[1e0]"),
    "leading-zero": shaped("[01]"),
    "leading-plus": shaped("[+1]"),
    "negative": shaped("[-1]"),
    "null-shape": shaped("null"),
    "text-in-shape": shaped('["1"]'),
    "scalar": shaped("[]"),
    "ones": shaped("[1,1,1,1,1,1,1,1,1,1]"),
    "zero": shaped("[0]", 0),
    "zero-and-large": shaped("[0,9223372036854775807,9223372036854775807]", 0),
    "large-and-zero": shaped("[9223372036854775807,0]", 0),
    "unsigned-and-zero": shaped("[4611686018427387904,3,0]", 0),
    "overflow-and-zero": shaped("[9223372036854775807,9223372036854775807,0]", 0),
    "overflow": shaped("[4294967296,4294967296]"),
    "overflow-to-size": shaped("[9223372036854775808,2]", 0),
    "three-offsets": tensor('{"dtype":"F32","shape":[1],"data_offsets":[0,4,4]}'),
    "one-offset": tensor('{"dtype":"F32","shape":[1],"data_offsets":[4]}'),
    "offsets-turned": tensor('{"dtype":"F32","shape":[1],"data_offsets":[4,0]}'),
    "too-small": tensor('{"dtype":"F32","shape":[2],"data_offsets":[0,4]}'),
    "no-shape": tensor('{"dtype":"F32","data_offsets":[0,4]}'),
    "no-dtype": tensor('{"shape":[1],"data_offsets":[0,4]}'),
    "no-offsets": tensor('{"dtype":"F32","shape":[1]}'),
    "null-tensor": tensor("null"),
    "number-as-tensor": tensor("1"),
    "dtype-twice": tensor('{"dtype":"F32","dtype":"F32","shape":[1],"data_offsets":[0,4]}'),
    "dtype-escaped": tensor(r'{"dtype":"\u004632","shape":[1],"data_offsets":[0,4]}'),
    "extra-field": extra('[1,{"y":1.5e3},null,true]'),
    "extra-nan": extra("NaN"),
    "extra-large": extra("1" * 300),
    "extra-infinite": extra("1e999"),
    "extra-too-large": extra("1" * 400),
    "deep": nested(125),
    "too-deep": nested(126),
    "values-missing": file(WHOLE, b"\0\0"),
    "values-left": file(WHOLE, bytes(8)),
    "overlap": second('{"dtype":"F32","shape":[1],"data_offsets":[2,6]}', bytes(6)),
    "gap": second('{"dtype":"F32","shape":[1],"data_offsets":[6,10]}', bytes(10)),
    "next": second('{"dtype":"F32","shape":[1],"data_offsets":[4,8]}', bytes(8)),
    "empty-within": second('{"dtype":"F32","shape":[0],"data_offsets":[2,2]}'),
    "empty-in-front": second('{"dtype":"F32","shape":[0],"data_offsets":[0,0]}'),
    "empty-behind": second('{"dtype":"F32","shape":[0],"data_offsets":[4,4]}'),
    "empty-beyond": second('{"dtype":"F32","shape":[0],"data_offsets":[8,8]}'),
    "length-only": struct.pack("<Q", 2),
    "length-cut": b"\2\0\0",
    "length-beyond": struct.pack("<Q", 1000) + WHOLE,
    "length-negative": struct.pack("<q", -1) + WHOLE,
    "length-above-limit": struct.pack("<Q", 100_000_001) + WHOLE,
}

TYPES = {
    "F4": 4, "F6_E2M3": 6, "F6_E3M2": 6, "BOOL": 8, "U8": 8, "I8": 8, "F8_E5M2": 8, "F8_E4M3": 8,
    "F8_E8M0": 8, "F8_E4M3FNUZ": 8, "F8_E5M2FNUZ": 8, "I16": 16, "U16": 16, "F16": 16, "BF16": 16,
    "I32": 32, "U32": 32, "F32": 32, "C64": 64, "F64": 64, "I64": 64, "U64": 64,
    "I4": 4, "U1": 1, "C128": 128, "f32": 32, "Q4_0": 4,
}  # fmt: skip
for dtype, bits in TYPES.items():
    CASES[f"type-{dtype}"] = typed(dtype, bits, 8)
    CASES[f"type-{dtype}-one"] = typed(dtype, bits, 1)


def mutated(rng):
    """One case with a few bytes of its header changed, removed, doubled or put in."""
    whole = CASES[rng.choice([name for name, case in CASES.items() if 10 < len(case) < 400])]
    length = min(struct.unpack("<Q", whole[:8])[0], len(whole) - 8)
    header, data = bytearray(whole[8 : 8 + length]), whole[8 + length :]
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        at = rng.randrange(len(header))
        kind = rng.randrange(6)
        if kind == 0:
            header[at] = rng.choice(b'{}[]":,0123456789-eE.+\\u aF\n\xc3')
        elif kind == 1 and len(header) > 8:
            del header[at : at + rng.randint(1, 3)]
        elif kind == 2:
            header[at:at] = header[at : at + rng.randint(1, 12)]
        elif kind == 3:
            header[at] = rng.randrange(256)
        elif kind == 4:
            header[at:at] = rng.choice((b" ", b"\n", b"\t", b"\r\n"))
        else:
            header[at] ^= rng.choice((1, 2, 32))
    return file(bytes(header), data)


def is_accepted(content):
    try:
        safetensors.deserialize(content)
        return True
    except safetensors.SafetensorError:
        return False


def main():
    rng = random.Random(20)
    cases = dict(CASES)
    for number in range(int(sys.argv[2]) if len(sys.argv) > 2 else 400):
        cases[f"mutated-{number:04}"] = mutated(rng)
    with zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in cases.items():
            folder = "accepted" if is_accepted(content) else "refused"
            # A fixed time, so that the archive is the same at each run.
            out.writestr(zipfile.ZipInfo(f"{folder}/{name}", (2026, 1, 1, 0, 0, 0)), content,
                         zipfile.ZIP_DEFLATED)  # fmt: skip


if __name__ == "__main__":
    main()
