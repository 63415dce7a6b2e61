// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.pcm;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** How one sample is written, the lowest byte first. */
public enum PcmEncoding {
  UNSIGNED_8(1) {
    @Override
    public float decode(byte[] bytes, int at) {
      return ((bytes[at] & 0xFF) - 128) / 0x1p7f;
    }
  },
  SIGNED_8(1) {
    @Override
    public float decode(byte[] bytes, int at) {
      return bytes[at] / 0x1p7f;
    }
  },
  SIGNED_16(2) {
    @Override
    public float decode(byte[] bytes, int at) {
      return (short) SHORT.get(bytes, at) / 0x1p15f;
    }
  },
  SIGNED_24(3) {
    @Override
    public float decode(byte[] bytes, int at) {
      int value = (bytes[at + 2] << 16) | ((bytes[at + 1] & 0xFF) << 8) | (bytes[at] & 0xFF);
      return value / 0x1p23f;
    }
  },
  SIGNED_32(4) {
    @Override
    public float decode(byte[] bytes, int at) {
      return (int) INT.get(bytes, at) / 0x1p31f;
    }
  },
  FLOAT_32(4) {
    @Override
    public float decode(byte[] bytes, int at) {
      return (float) FLOAT.get(bytes, at);
    }
  },
  FLOAT_64(8) {
    @Override
    public float decode(byte[] bytes, int at) {
      return (float) (double) DOUBLE.get(bytes, at);
    }
  },
  A_LAW(1) {
    @Override
    public float decode(byte[] bytes, int at) {
      return G711.aLaw(bytes[at]);
    }
  },
  MU_LAW(1) {
    @Override
    public float decode(byte[] bytes, int at) {
      return G711.muLaw(bytes[at]);
    }
  };

  private static final VarHandle SHORT = view(short[].class);
  private static final VarHandle INT = view(int[].class);
  private static final VarHandle FLOAT = view(float[].class);
  private static final VarHandle DOUBLE = view(double[].class);

  private final int bytesPerSample;

  PcmEncoding(int bytesPerSample) {
    this.bytesPerSample = bytesPerSample;
  }

  public int bytesPerSample() {
    return bytesPerSample;
  }

  /** The amplitude of the sample whose first byte is at {@code at}, full scale at -1 and 1. */
  public abstract float decode(byte[] bytes, int at);

  private static VarHandle view(Class<?> array) {
    return MethodHandles.byteArrayViewVarHandle(array, LITTLE_ENDIAN);
  }
}
