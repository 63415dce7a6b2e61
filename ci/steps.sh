# SPDX-License-Identifier: Apache-2.0
#
# What the pipeline's steps share: --dry-run, which says what would be done and does nothing.
# shellcheck shell=bash disable=SC2034 # the scripts that read this file use them

dry_run=false
arguments=()
registry=${NGHE_REGISTRY:-registry.digitalocean.com/nghe}

options() {
  local argument
  for argument; do
    case $argument in
      --dry-run) dry_run=true ;;
      -h | --help)
        sed -n '/^# *$/,/^[^#]/s/^# \{0,1\}//p' "$0"
        exit
        ;;
      -*)
        echo "$0: unknown option $argument" >&2
        exit 2
        ;;
      *) arguments+=("$argument") ;;
    esac
  done
}

# Runs a command, or says it.
run() {
  printf '+' >&2
  printf ' %q' "$@" >&2
  printf '\n' >&2
  $dry_run || "$@"
}

# Ends unless the first argument is the name of an overlay.
environment() {
  case ${1:-} in
    staging | production) printf '%s\n' "$1" ;;
    *)
      echo "$0: say staging or production" >&2
      exit 2
      ;;
  esac
}
