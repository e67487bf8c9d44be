#!/usr/bin/env bash
# Starts Signet on Payara Micro, in the foreground, until it is told to end (SIGTERM, Ctrl+C).
#
#   PAYARA_MICRO         payara-micro.jar: Payara Micro 7 on JDK 21 or later, or Payara Micro 6 on JDK 17 or later
#   SIGNET_WAR           signet.war
#   SIGNET_DATA_DIR      where Signet keeps its database and key: an absolute folder that belongs to the user who runs this
#   SIGNET_HTTP_ADDRESS  the only address of this machine that the pages are served at, such as 127.0.0.1 where the TLS proxy
#                        runs beside it; all addresses unless set
#   SIGNET_HTTP_PORT     8080 unless set
#   JAVA_HOME            a JDK; the java on the PATH unless set
#
# Arguments that begin with -D or -X go to Java, all others to Payara Micro. Signet's other keys are read from the
# environment (SIGNET_PROXY) or given as -Dsignet.proxy=…
#
# What it does and why:
# - --nohazelcast. Without it Payara Micro joins a cluster by itself: it listens on 6900/tcp and on multicast 2904/udp and
#   asks for no password, and a member of its cluster can run commands and code in this server. --nocluster alone leaves
#   the port open. Signet needs no cluster: several Signets share one PostgreSQL.
# - --disablephonehome. Otherwise Payara Micro reports its version and its uptime to its maker.
set -euo pipefail
: "${PAYARA_MICRO:?PAYARA_MICRO must be the path of payara-micro.jar}"
: "${SIGNET_WAR:?SIGNET_WAR must be the path of signet.war}"
: "${SIGNET_DATA_DIR:?SIGNET_DATA_DIR must name the folder for the data of Signet}"
export SIGNET_DATA_DIR

java=()
micro=()
for argument in "$@"; do
  case $argument in
    -D* | -X*) java+=("$argument") ;;
    *) micro+=("$argument") ;;
  esac
done
if [ -n "${SIGNET_HTTP_ADDRESS:-}" ]; then
  # Payara Micro has no option for it.
  mkdir -p -m 700 "$SIGNET_DATA_DIR"
  printf 'set configs.config.server-config.network-config.network-listeners.network-listener.http-listener.address=%s\n' \
    "$SIGNET_HTTP_ADDRESS" >"$SIGNET_DATA_DIR/signet-listen.asadmin"
  micro+=(--prebootcommandfile "$SIGNET_DATA_DIR/signet-listen.asadmin")
fi
# An empty list is written so for the bash of macOS.
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" ${java[@]+"${java[@]}"} -jar "$PAYARA_MICRO" --nohazelcast --disablephonehome \
  --deploy "$SIGNET_WAR" --contextroot / --port "${SIGNET_HTTP_PORT:-8080}" ${micro[@]+"${micro[@]}"}
