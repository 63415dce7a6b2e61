// SPDX-License-Identifier: Apache-2.0

/**
 * The acoustic model: a model folder is read into a {@link vn.nghe.model.Whisper}, which computes
 * the {@link vn.nghe.model.Logits} of a pass in three steps: features, encoder, CTC head.
 *
 * <p>{@link vn.nghe.model.Safetensors} maps the weights, {@link vn.nghe.model.ModelConfig} and
 * {@link vn.nghe.model.VocabularyFile} read the two JSON files; the buffers of a pass are {@link
 * vn.nghe.model.Activations}.
 */
package vn.nghe.model;
