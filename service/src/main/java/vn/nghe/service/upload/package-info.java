// SPDX-License-Identifier: Apache-2.0
/**
 * Request bodies: multipart forms and small JSON documents, read within limits of size, memory and
 * time.
 */
package vn.nghe.service.upload;
