// SPDX-License-Identifier: Apache-2.0
/**
 * The models that clients can ask for: those published in a store, the version that this process
 * serves, and the endpoints {@code /v1/models} and {@code /admin/models}.
 *
 * <p>A store is a folder or an S3-compatible bucket with this layout:
 *
 * <pre>
 * active.json                   the version that all replicas should serve, and the one before it
 * NAME/VERSION/manifest.json    files with their sizes and SHA-256, written last
 * NAME/VERSION/FILE             model.safetensors, config.json, vocab.json, ...
 * </pre>
 *
 * There is no index of all versions: two publishers at once would overwrite each other's entries. A
 * version exists once its manifest does, and never changes; only the pointer changes. {@link
 * vn.nghe.service.models.ModelRegistry} downloads a version, checks it, puts it into service while
 * requests run, remembers it, and rolls back on request.
 */
package vn.nghe.service.models;
