// SPDX-License-Identifier: Apache-2.0
/** What a caller may use: requests per minute, requests at once, minutes of audio. */
package vn.nghe.service.limits;
