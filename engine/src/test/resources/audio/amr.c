// SPDX-License-Identifier: Apache-2.0
// Codes 16-bit samples of standard input as AMR at every rate in turn, or decodes such a file.
// cc amr.c -o amr -lvo-amrwbenc -l:libopencore-amrnb.so.0 -l:libopencore-amrwb.so.0
// amr (encode|decode) (narrow|wide)
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <vo-amrwbenc/enc_if.h>

void *Encoder_Interface_init(int dtx);
int Encoder_Interface_Encode(void *, int mode, const short *, unsigned char *, int forced);
void *Decoder_Interface_init(void);
void Decoder_Interface_Decode(void *, const unsigned char *, short *, int bad);
void *D_IF_init(void);
void D_IF_decode(void *, const unsigned char *, short *, int bad);

static const int narrow_bytes[16] = {12, 13, 15, 17, 19, 20, 26, 31, 5};
static const int wide_bytes[16] = {17, 23, 32, 36, 40, 46, 50, 58, 60, 5};

int main(int argc, char **argv) {
  int wide = !strcmp(argv[2], "wide");
  int frame = wide ? 320 : 160;
  const char *header = wide ? "#!AMR-WB\n" : "#!AMR\n";
  unsigned char bytes[64];
  if (!strcmp(argv[1], "encode")) {
    static short samples[1 << 20];
    int count = fread(samples, 2, 1 << 20, stdin) / frame;
    fputs(header, stdout);
    void *state = wide ? E_IF_init() : Encoder_Interface_init(0);
    for (int mode = 0; mode < (wide ? 9 : 8); mode++) {
      for (int i = 0; i < count; i++) {
        short *at = samples + i * frame;
        int size = wide ? E_IF_encode(state, mode, at, bytes, 0)
                        : Encoder_Interface_Encode(state, mode, at, bytes, 0);
        fwrite(bytes, 1, size, stdout);
      }
    }
  } else {
    short samples[320];
    void *state = wide ? D_IF_init() : Decoder_Interface_init();
    int next;
    fread(bytes, 1, strlen(header), stdin);
    while ((next = getchar()) != EOF) {
      bytes[0] = next;
      fread(bytes + 1, 1, (wide ? wide_bytes : narrow_bytes)[next >> 3 & 15], stdin);
      if (wide) {
        D_IF_decode(state, bytes, samples, 0);
      } else {
        Decoder_Interface_Decode(state, bytes, samples, 0);
      }
      fwrite(samples, 2, frame, stdout);
    }
  }
  return 0;
}
