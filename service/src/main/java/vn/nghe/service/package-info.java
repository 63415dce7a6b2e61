// SPDX-License-Identifier: Apache-2.0
/**
 * The service as a whole: {@link vn.nghe.service.NgheService} starts and stops it, {@link
 * vn.nghe.service.ServiceConfig} holds its settings, and {@code HttpRoutes} lists its endpoints. A
 * request for a transcription passes through {@code http} (filters), {@code access} (who asks, and
 * how much is left), {@code upload} (the form), {@code transcription} (its fields), {@code
 * inference} (the queue and the engine), and back through {@code transcription} (the answer).
 */
package vn.nghe.service;
