// SPDX-License-Identifier: Apache-2.0

/** GSM full rate speech, 13 kbit/s (ETSI EN 300 961, once GSM 06.10). */
package vn.nghe.audio.gsm;
