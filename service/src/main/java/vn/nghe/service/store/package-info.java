// SPDX-License-Identifier: Apache-2.0
/**
 * Where published models lie: a folder or an S3-compatible bucket of one layout.
 *
 * <pre>
 * active.json                   which version all replicas should serve, and the one before it
 * NAME/VERSION/manifest.json    files with their sizes and SHA-256, written last
 * NAME/VERSION/FILE             model.safetensors, config.json, vocab.json, ...
 * </pre>
 *
 * There is no index of everything: two who publish at once would write over each other's entries. A
 * version is there once its manifest is, and never changes; only the pointer does.
 */
package vn.nghe.service.store;
