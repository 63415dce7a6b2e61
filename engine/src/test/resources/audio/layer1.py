# SPDX-License-Identifier: Apache-2.0
"""Writes ten stereo frames of MPEG-1 layer I to standard output: noise in the lower subbands.

No free encoder for layer I is packaged; the layer is simple enough to write by hand
(ISO/IEC 11172-3, section 2.4.1.5).
"""
import random
import sys

KBITS_PER_SECOND, SAMPLE_RATE = 192, 48_000
FRAME_BYTES = 12 * KBITS_PER_SECOND * 1000 // SAMPLE_RATE * 4
SUBBANDS, SAMPLES, CHANNELS = 32, 12, 2
USED, ALLOCATION = 8, 4  # an allocation of n means n + 1 bits per sample

noise = random.Random(1)
for _ in range(10):
    fields = [(0xFFFF, 16), (6, 4), (1, 2), (0, 10)]  # 192 kbit/s, 48 kHz, stereo
    fields += [(ALLOCATION if subband < USED else 0, 4) for subband in range(SUBBANDS) for _ in range(CHANNELS)]
    fields += [(noise.randrange(6, 40), 6) for _ in range(USED * CHANNELS)]  # scale factors
    # The code of all ones is forbidden.
    fields += [(noise.randrange((2 << ALLOCATION) - 1), ALLOCATION + 1) for _ in range(SAMPLES * USED * CHANNELS)]
    bits = "".join(f"{value:0{width}b}" for value, width in fields).ljust(FRAME_BYTES * 8, "0")
    sys.stdout.buffer.write(int(bits, 2).to_bytes(FRAME_BYTES, "big"))
