// SPDX-License-Identifier: Apache-2.0
/**
 * Where settings come from, how they are read by type, and the error for a setting that the service
 * cannot run with. Each package reads and checks its own part; {@code ServiceConfig} joins them.
 */
package vn.nghe.service.config;
