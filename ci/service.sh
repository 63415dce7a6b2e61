# SPDX-License-Identifier: Apache-2.0
#
# What checks against a running service share.
# shellcheck shell=bash disable=SC2034 # the scripts that read this file use url

# Starts the service on a free port for as long as the script runs; url is where it answers. Ends
# the script with the log if it does not.
#   start_service LOG [OPTION…]    OPTION of nghe serve
start_service() {
  ./nghe serve --port 0 "${@:2}" >"$1" 2>&1 &
  service=$!
  trap 'kill "$service" 2>/dev/null; wait "$service" 2>/dev/null || true' EXIT
  until url=$(sed -nE 's#.* answers on (https?://[^ ]*).*#\1#p' "$1") && [[ -n $url ]]; do
    kill -0 "$service" 2>/dev/null || {
      cat "$1" >&2
      exit 1
    }
    sleep 0.2
  done
}
