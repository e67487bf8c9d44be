#!/usr/bin/env bash
# Measures what the settings page costs the server, in milliseconds of processor time: one GET, and one key stroke during set-up.
# Each WAR gets a Payara Micro of its own, and all are measured in turns, so that what else the machine does falls on all of them:
#
#   src/test/pages.sh OLD.war target/signet.war
#
# Without arguments, target/signet.war alone. -Dsignet.rounds=5, -Dsignet.requests=150 and -Dsignet.warm-up=4 (rounds) are the
# defaults; -Dsignet.jvm-options goes to the servers.
set -euo pipefail
options=()
wars=()
for argument in "$@"; do
  case $argument in
    -D*) options+=("$argument") ;;
    *) wars+=("$(realpath "$argument")") ;;
  esac
done
cd "$(dirname "$0")/../.."
[ ${#wars[@]} -gt 0 ] || wars=(target/signet.war)

mvn -B -ntp -q pre-integration-test -DskipTests
mvn -B -ntp -q dependency:build-classpath -Dmdep.outputFile=target/benchmark.classpath -Dmdep.includeScope=test
exec java ${options[@]+"${options[@]}"} -cp "target/classes:target/test-classes:$(cat target/benchmark.classpath)" \
  org.signetmail.benchmark.PageCost "${wars[@]}"
