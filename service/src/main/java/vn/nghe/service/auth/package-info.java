// SPDX-License-Identifier: Apache-2.0
/**
 * Who is asking, and what that allows: API keys from a file, tokens from an OpenID provider, and
 * the guard in front of the routes.
 */
package vn.nghe.service.auth;
