// SPDX-License-Identifier: Apache-2.0

/**
 * The command {@code nghe}: a class for each subcommand, its options and its output. Results go to
 * standard output, messages to standard error. {@link vn.nghe.cli.Nghe} is the entry point.
 */
package vn.nghe.cli;
