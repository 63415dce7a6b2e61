# SPDX-License-Identifier: Apache-2.0
#
# Functions for checks against a running service.
# shellcheck shell=bash disable=SC2034 # the scripts that read this file use url

# Starts the service on a free port until the script exits, and sets url to its address. Prints the log and
# exits if the service does not start.
#   start_service LOG [OPTION…]    options of nghe serve
start_service() {
  ./nghe serve --port 0 "${@:2}" >"$1" 2>&1 &
  service=$!
  trap 'kill "$service" 2>/dev/null || true; wait "$service" 2>/dev/null || true' EXIT
  until url=$(sed -nE 's#.* answers on (https?://[^ ]*).*#\1#p' "$1") && [[ -n $url ]]; do
    kill -0 "$service" 2>/dev/null || {
      cat "$1" >&2
      exit 1
    }
    sleep 0.2
  done
}
