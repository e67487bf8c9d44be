#!/usr/bin/env bash
# Measures what a start costs and prints a table: seconds, processor seconds of the server's process, resident memory, classes,
# and how many times the empty WAR's processor time that is.
#
#   src/test/start.sh                                   Payara Micro 6 and WildFly 39, with target/signet.war
#   src/test/start.sh payara-micro-7 OLD.war            another server, and another WAR besides
#
# The servers: payara-micro, payara-micro-7 (needs JDK 21 or later), wildfly. Each is started with an empty WAR, with Signet, on
# Payara Micro also with Signet and SIGNET_FAST_START, in turns; the medians of -Dsignet.rounds=5 rounds are printed. One start before
# them is not counted: it creates Signet's database and what makes a start fast. Processor seconds hardly depend on what else
# the machine does; seconds do.
set -euo pipefail
options=()
arguments=()
for argument in "$@"; do
  case $argument in
    -D*) options+=("$argument") ;;
    *.war) arguments+=("$(realpath "$argument")") ;;
    *) arguments+=("$argument") ;;
  esac
done
cd "$(dirname "$0")/../.."

mvn -B -ntp -q pre-integration-test -DskipTests
mvn -B -ntp -q dependency:build-classpath -Dmdep.outputFile=target/benchmark.classpath -Dmdep.includeScope=test
exec java ${options[@]+"${options[@]}"} -cp "target/classes:target/test-classes:$(cat target/benchmark.classpath)" \
  org.signetmail.benchmark.StartCost ${arguments[@]+"${arguments[@]}"}
