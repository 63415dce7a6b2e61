// SPDX-License-Identifier: Apache-2.0

/** The front door for a person at a terminal: data on standard output, talk on standard error. */
package vn.nghe.cli;
