// SPDX-License-Identifier: Apache-2.0
/**
 * Which published version this process serves: downloads it, checks it, swaps it in while requests
 * run, remembers it, and goes back when told to.
 */
package vn.nghe.service.registry;
