// SPDX-License-Identifier: Apache-2.0
// Codes 16-bit samples of standard input as G.726, or decodes such codes, with libspandsp.
// cc g726.c -o g726 -lspandsp; g726 (encode|decode) (16000|24000|32000|40000) (highest|lowest)
#include <spandsp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(int argc, char **argv) {
  static int16_t samples[1 << 20];
  static uint8_t codes[1 << 20];
  int packing = strcmp(argv[3], "lowest") ? G726_PACKING_LEFT : G726_PACKING_RIGHT;
  g726_state_t *state = g726_init(NULL, atoi(argv[2]), G726_ENCODING_LINEAR, packing);
  if (!strcmp(argv[1], "encode")) {
    int count = fread(samples, 2, 1 << 20, stdin);
    fwrite(codes, 1, g726_encode(state, codes, samples, count), stdout);
  } else {
    int count = fread(codes, 1, 1 << 20, stdin);
    fwrite(samples, 2, g726_decode(state, samples, codes, count), stdout);
  }
  return 0;
}
