// SPDX-License-Identifier: Apache-2.0
/**
 * What browsers load from the service: the recorder page that {@code webui} builds, the OpenAPI
 * document with a page to try it on, and the endpoint to which the recorder page reports failures
 * and durations.
 */
package vn.nghe.service.page;
