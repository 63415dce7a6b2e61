// SPDX-License-Identifier: Apache-2.0
/**
 * The path of a clip from its bytes to its transcript: a bounded queue with fair turns among
 * callers, worker threads, the model that is lent to each request, and the drain when the service
 * stops. The only package that opens the engine.
 */
package vn.nghe.service.inference;
