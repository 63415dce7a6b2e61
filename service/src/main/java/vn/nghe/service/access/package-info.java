// SPDX-License-Identifier: Apache-2.0
/**
 * Who may use the service, and how much of it: API keys from a file, tokens of an OpenID provider,
 * requests per minute, requests at once, and minutes of audio. Nothing here knows HTTP: {@code
 * http} finds the credentials in a request and turns refusals into answers.
 */
package vn.nghe.service.access;
