#!/usr/bin/env bash
# Starts Signet on Payara Micro, in the foreground, until it is told to end (SIGTERM, Ctrl+C).
#
#   PAYARA_MICRO         payara-micro.jar: Payara Micro 7 on JDK 21 or later, or Payara Micro 6 on JDK 17 or later
#   SIGNET_WAR           signet.war
#   SIGNET_DATA_DIR      where Signet keeps its database and key: an absolute folder that belongs to the user who runs this
#   SIGNET_HTTP_ADDRESS  the only address of this machine that the pages are served at, such as 127.0.0.1 where the TLS proxy
#                        runs beside it; all addresses unless set
#   SIGNET_HTTP_PORT     8080 unless set
#   SIGNET_FAST_START    an absolute folder of this server's own for what makes a start fast, about 250 MB; unset, nothing is
#                        made
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
# - SIGNET_FAST_START: Payara Micro is unpacked there once, and the classes that a start loads are archived for Java (class
#   data sharing), by a trial start on loopback with empty data and none of your keys. It is done again after Payara Micro,
#   Signet or Java changed. Java then compiles quickly rather than well and collects garbage on one thread, which suits a
#   server that waits for other machines; your own -XX options win.
set -euo pipefail
: "${PAYARA_MICRO:?PAYARA_MICRO must be the path of payara-micro.jar}"
: "${SIGNET_WAR:?SIGNET_WAR must be the path of signet.war}"
: "${SIGNET_DATA_DIR:?SIGNET_DATA_DIR must name the folder for the data of Signet}"
export SIGNET_DATA_DIR
jvm="${JAVA_HOME:+$JAVA_HOME/bin/}java"

java=()
micro=()
for argument in "$@"; do
  case $argument in
    -D* | -X*) java+=("$argument") ;;
    *) micro+=("$argument") ;;
  esac
done

# listen_at ADDRESS FILE: Payara Micro has no option for it.
listen_at() {
  printf 'set configs.config.server-config.network-config.network-listeners.network-listener.http-listener.address=%s\n' \
    "$1" >"$2"
  micro_listen=(--prebootcommandfile "$2")
}

# pristine FOLDER: forgets what the last start wrote there, such as the address that it listened at.
pristine() {
  rm -rf "$1/config" "$1/applications" "$1/generated"
  cp -R "$1/config.first" "$1/config"
}

# prepare FOLDER: unpacks Payara Micro and archives the classes of a start. What was half made is made again.
prepare() {
  local trial=$1.trial
  rm -rf "$1" "$trial"
  mkdir -m 700 "$1" "$trial"
  "$jvm" -jar "$PAYARA_MICRO" --rootdir "$1" --outputlauncher >"$trial/log" 2>&1
  cp -R "$1/config" "$1/config.first"
  listen_at 127.0.0.1 "$trial/listen.asadmin"
  env -i PATH="$PATH" SIGNET_DATA_DIR="$trial/data" "$jvm" "${fast[@]}" -Xlog:cds=off -Xlog:cds+dynamic=off \
    "-XX:ArchiveClassesAtExit=$trial/signet.jsa" -jar "$1/launch-micro.jar" --nohazelcast --disablephonehome --warmup \
    --deploy "$SIGNET_WAR" --contextroot / --autobindhttp "${micro_listen[@]}" >>"$trial/log" 2>&1 &
  # The end of this script ends the trial start too.
  trap "kill $! 2>/dev/null || true" EXIT
  wait $! || true
  trap - EXIT
  [ -f "$trial/signet.jsa" ] || { echo "The trial start failed; its log is $trial/log" >&2; exit 1; }
  mv "$trial/signet.jsa" "$1/signet.jsa"
  rm -rf "$trial"
}

server=$PAYARA_MICRO
if [ -n "${SIGNET_FAST_START:-}" ]; then
  fast=(-XX:TieredStopAtLevel=1)
  case " ${java[*]-} " in
    *" -XX:+Use"*"GC "*) ;; # Java takes one collector only.
    *) fast+=(-XX:+UseSerialGC) ;;
  esac
  mkdir -p -m 700 "$SIGNET_FAST_START"
  of_what=$(ls -lL "$PAYARA_MICRO" "$SIGNET_WAR" "$(command -v "$jvm")" | cksum | tr ' ' -)
  prepared=$SIGNET_FAST_START/signet-start-$of_what
  if [ ! -f "$prepared/signet.jsa" ]; then
    rm -rf "$SIGNET_FAST_START"/signet-start-*
    prepare "$prepared"
  fi
  pristine "$prepared"
  server=$prepared/launch-micro.jar
  java=("${fast[@]}" "-XX:SharedArchiveFile=$prepared/signet.jsa" ${java[@]+"${java[@]}"})
fi
if [ -n "${SIGNET_HTTP_ADDRESS:-}" ]; then
  mkdir -p -m 700 "$SIGNET_DATA_DIR"
  listen_at "$SIGNET_HTTP_ADDRESS" "$SIGNET_DATA_DIR/signet-listen.asadmin"
  micro+=("${micro_listen[@]}")
fi
# An empty list is written so for the bash of macOS.
exec "$jvm" ${java[@]+"${java[@]}"} -jar "$server" --nohazelcast --disablephonehome \
  --deploy "$SIGNET_WAR" --contextroot / --port "${SIGNET_HTTP_PORT:-8080}" ${micro[@]+"${micro[@]}"}
