// SPDX-License-Identifier: Apache-2.0

/** MPEG audio of layers I to III (ISO/IEC 11172-3 and 13818-3). */
package vn.nghe.audio.mp3;
