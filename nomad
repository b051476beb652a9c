#!/bin/sh
# Starts EVE Nomad: finds a JDK, builds what is missing or out of date, runs the program. See ./nomad --help.
set -eu

required_java=25

say() {
  printf 'nomad: %s\n' "$*" >&2
}

# Follows symbolic links from $1 to the file itself.
follow() {
  file=$1
  while [ -h "$file" ]; do
    link=$(readlink "$file")
    case $link in
      /*) file=$link ;;
      *) file=$(dirname "$file")/$link ;;
    esac
  done
  printf '%s\n' "$file"
}

home=$(cd "$(dirname "$(follow "$0")")" && pwd -P)
app=$home/bootstrap/target/nomad/lib

# Succeeds if $1 is the home of a whole JDK, not only a runtime, that is new enough.
is_jdk() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
  [ "${version:-0}" -ge "$required_java" ]
}

find_jdk() {
  on_path=$(follow "$(command -v java || :)")
  for candidate in \
    "${JAVA_HOME:-}" \
    "${on_path%/bin/java}" \
    /usr/lib/jvm/* \
    /opt/* \
    /opt/java/* \
    "${HOME:-}"/.sdkman/candidates/java/* \
    "${HOME:-}"/.jdks/* \
    "${HOME:-}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if is_jdk "$candidate"; then
      printf '%s\n' "$candidate"
      return
    fi
  done
  return 1
}

# Prints the jar of the program, nothing if it is not built.
built() {
  for jar in "$app"/nomad-bootstrap-*.jar; do
    if [ -e "$jar" ]; then
      printf '%s\n' "$jar"
    fi
  done
}

# Succeeds if the program is built and no source is newer. Folders count: a removed file changes nothing else.
is_current() {
  jar=$(built)
  [ -n "$jar" ] &&
    [ -z "$(find "$home"/pom.xml "$home"/*/pom.xml "$home"/*/src/main -newer "$jar" | head -n 1)" ]
}

# Waits until no other run builds, then keeps others from it.
lock() {
  mkdir -p "$home/target"
  lock=$home/target/nomad.lock
  waiting=
  until mkdir "$lock" 2>/dev/null; do
    if [ -r "$lock/pid" ] && ! kill -0 "$(cat "$lock/pid")" 2>/dev/null; then
      rm -rf "$lock"
    else
      [ -n "$waiting" ] || say "waiting for another run to finish its build (if there is none, remove $lock)"
      waiting=yes
      sleep 1
    fi
  done
  printf '%s\n' "$$" >"$lock/pid"
  progress=
  trap unlock EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
}

unlock() {
  if [ -n "$progress" ]; then
    kill "$progress" 2>/dev/null || :
    printf '\r%60s\r' '' >&2
    progress=
  fi
  rm -rf "$lock"
  trap - EXIT INT TERM
}

# Shows which module is being built, until it is killed.
show_progress() {
  while sleep 1; do
    module=$(sed -n 's/.*Building EVE Nomad: \([a-z-]*\).*\(\[[0-9/]*\]\).*/\2 \1/p' "$lock/log" | tail -n 1)
    printf '\rnomad: building %-32s' "$module" >&2
  done
}

maven() {
  (cd "$home" && JAVA_HOME=$jdk ./mvnw --batch-mode -Plauncher package "$@") >"$lock/log" 2>&1
}

# Offline first, which spares a look at the repositories; online if something was never downloaded.
package() {
  maven --offline || { grep -q 'in offline mode' "$lock/log" && maven; }
}

build() {
  say 'building; about a minute, the first time some more for the downloads'
  : >"$lock/started"
  : >"$lock/log"
  if [ -t 2 ]; then
    show_progress &
    progress=$!
  fi
  if package; then
    # As old as the sources it was built from: an edit during the build makes it out of date.
    touch -r "$lock/started" "$(built)"
  elif [ -n "$(built)" ] && grep -Eq 'Could not transfer|Failed to fetch' "$lock/log"; then
    say 'the sources have changed, but the build needs the network; running what was built before'
  else
    log=$(grep -v '^\[INFO\]' "$lock/log")
    unlock
    printf '%s\n' "$log" >&2
    say 'the build failed'
    exit 1
  fi
}

jdk=$(find_jdk) || {
  say "no JDK $required_java or newer was found; install one (such as Temurin from https://adoptium.net) or set JAVA_HOME to it"
  exit 1
}
if ! is_current; then
  lock
  is_current || build
  unlock
fi
exec "$jdk/bin/java" \
  -XX:+UseCompactObjectHeaders \
  --enable-native-access=ALL-UNNAMED \
  --sun-misc-unsafe-memory-access=allow \
  -jar "$(built)" "$@"
