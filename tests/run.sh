#!/usr/bin/env bash
# Installs what is missing, builds, runs every suite, and ends with one line: N passed, N failed[, N skipped].
# A suite that ends without telling its numbers counts as one failure.
set -uo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en MSBUILDDISABLENODEREUSE=1

passed=0 failed=0 skipped=0
finish() {
  dotnet build-server shutdown >/dev/null 2>&1
  echo "$passed passed, $failed failed, $skipped skipped"
  [ "$failed" -eq 0 ]
  exit
}
fail() { echo "FAILED: $1"; failed=$((failed + 1)); }
step() { echo; echo "== $1"; }

step "Tools"
command -v dotnet >/dev/null || { fail "the .NET SDK 10 is not installed"; finish; }
if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq nodejs npm >/dev/null ||
    { fail "Node.js can't be installed"; finish; }
fi
(cd protos && npm install --no-fund --no-audit --loglevel=error) || { fail "npm install in protos"; finish; }
(cd tests/Conformance/interop && npm ci --no-fund --no-audit --loglevel=error) || { fail "npm ci in the interop client"; finish; }
# Debian would start a database of its own: the tests start theirs. The server's programs are not in the PATH.
if ! ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; then
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq && apt-get install -y -qq postgresql-common >/dev/null &&
    sed -ri 's/^#? ?create_main_cluster .*/create_main_cluster = false/' /etc/postgresql-common/createcluster.conf &&
    apt-get install -y -qq postgresql >/dev/null ||
    { fail "PostgreSQL can't be installed"; finish; }
fi
(cd tests/Storage.Tests/azurite && npm ci --no-fund --no-audit --loglevel=error) || { fail "npm ci of Azurite"; finish; }
(cd tests/EndToEnd/issuer && npm ci --no-fund --no-audit --loglevel=error) || { fail "npm ci in the issuer"; finish; }

step "Contracts"
if (cd protos && npx --no-install buf lint); then passed=$((passed + 1)); else fail "buf lint"; fi
# The contracts as the baseline has them are laid out as ours are, with the same settings and imports.
breaking() {
  local commit before result
  commit=$(cat protos/breaking-baseline)
  git cat-file -e "$commit^{commit}" 2>/dev/null ||
    { echo "$commit is not in this clone: fetch the whole history"; return 1; }
  before=$(mktemp -d)
  git archive "$commit" protos/kompetanse | tar -x -C "$before" &&
    cp protos/buf.yaml "$before/protos" && ln -s "$PWD/protos/node_modules" "$before/protos" &&
    (cd protos && npx --no-install buf breaking --against "$before/protos")
  result=$?
  rm -rf "$before"
  return "$result"
}
if breaking; then passed=$((passed + 1)); else fail "buf breaking"; fi

step "Build"
dotnet restore --locked-mode --verbosity quiet && dotnet build --no-restore --verbosity quiet ||
  { fail "the build"; finish; }

for project in tests/*.Tests tests/Cluster tests/Conformance tests/EndToEnd; do
  step "$project"
  log=$(mktemp)
  dotnet test "$project" --no-build --logger "console;verbosity=normal" --blame-hang-timeout 10m 2>&1 |
    tee "$log" | grep -vE '^ +Passed ' || true
  numbers=$(grep -E '^ +(Passed|Failed|Skipped|Total tests): +[0-9]+|^Total tests: [0-9]+' "$log" | tr -d ' ')
  count() { echo "$numbers" | sed -n "s/^$1:\([0-9]*\)$/\1/p" | tail -n 1; }
  if [ -z "$(count Totaltests)" ]; then
    fail "$project told no numbers"
  else
    passed=$((passed + $(count Passed | grep . || echo 0)))
    failed=$((failed + $(count Failed | grep . || echo 0)))
    skipped=$((skipped + $(count Skipped | grep . || echo 0)))
  fi
  rm -f "$log"
done

echo
finish
