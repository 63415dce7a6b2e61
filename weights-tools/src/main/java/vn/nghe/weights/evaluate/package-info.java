// SPDX-License-Identifier: Apache-2.0

/** How well a model hears: a transcriber run over recordings whose text is known, and scored. */
package vn.nghe.weights.evaluate;
