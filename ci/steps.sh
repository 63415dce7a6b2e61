# SPDX-License-Identifier: Apache-2.0
#
# Functions for the steps of the pipeline, --dry-run among them: it prints commands without running them.
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

# Prints a command and, unless this is a dry run, runs it.
run() {
  printf '+' >&2
  printf ' %q' "$@" >&2
  printf '\n' >&2
  $dry_run || "$@"
}

# Runs a shell COMMAND on HOST as run does.
#   remote HOST COMMAND
remote() {
  local ssh=(ssh -o BatchMode=yes)
  [[ -z ${NGHE_SSH_CONFIG:-} ]] || ssh+=(-F "$NGHE_SSH_CONFIG")
  run "${ssh[@]}" -- "$@"
}

# Exits unless the first argument is the name of an overlay.
environment() {
  case ${1:-} in
    staging | production) printf '%s\n' "$1" ;;
    *)
      echo "$0: expected staging or production" >&2
      exit 2
      ;;
  esac
}

# The current commit, formatted by options of `git rev-parse`; "unknown" without git.
revision() {
  git -c safe.directory="$PWD" rev-parse "$@" HEAD 2>/dev/null || echo unknown
}

# Downloads Debian packages and unpacks them into the new folder INTO. Their versions and copyright files go
# into the image's root folder ROOT.
#   debian INTO ROOT PACKAGE…
debian() {
  local into=$1 root=$2 package
  shift 2
  mkdir -p "$into" "$root/usr/share/doc"
  (
    cd "$into" || exit
    apt-get -o APT::Sandbox::User=root download -qq "$@"
    for package in *.deb; do
      dpkg-deb -x "$package" .
    done
  )
  for package; do
    mkdir -p "$root/usr/share/doc/$package"
    cp "$into/usr/share/doc/$package/copyright" "$root/usr/share/doc/$package/"
    (cd "$into" && dpkg-deb -W "$package"_*.deb)
  done >"$root/usr/share/doc/packages"
}

# Copies libraries, named without lib and .so, from unpacked packages into an image's root folder.
#   libraries FROM ROOT NAME…
libraries() {
  local from=$1 into=$2/lib/x86_64-linux-gnu library
  shift 2
  mkdir -p "$into"
  for library; do
    find "$from/lib" "$from/usr/lib" -name "lib$library.so.[0-9]*" ! -name '*.so.*.*' \
      -exec cp -L {} "$into/" \; 2>/dev/null
    compgen -G "$into/lib$library.so.*" >/dev/null || {
      echo "$0: no lib$library in the packages" >&2
      return 1
    }
  done
}
