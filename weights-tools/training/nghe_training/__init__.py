# SPDX-License-Identifier: Apache-2.0
"""Fine-tunes a Whisper encoder with a CTC head for Vietnamese, for Nghe's engine to load.

In the order of the data: `manifest`, `audio`, `augment`, `features`, `units` and `batches` make
batches; `encoder`, `network` and `weights` are the model; `losses`, `optimiser`, `checkpoint` and
`training` train it; `scoring` and `export` say how good it is and write the model folder.
"""
