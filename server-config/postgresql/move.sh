#!/usr/bin/env bash
# Moves all that Signet keeps in its embedded database to an empty PostgreSQL database: all of it, or nothing.
# Stop Signet before. Secrets stay sealed on their way, and the key file stays where it is.
#
#   SIGNET_WAR                what is deployed: the path of signet.war
#   SIGNET_DATA_DIR           the folder of the embedded database, with signet.mv.db in it
#   SIGNET_DATABASE_URL       where to: jdbc:postgresql://host:5432/database
#   SIGNET_DATABASE_USER      who owns that database
#   SIGNET_DATABASE_PASSWORD  and the password, unless PostgreSQL asks for none
#   JAVA_HOME                 a JDK; the one on the PATH unless set
#
# What it does and why: the WAR brings its own drivers and knows its own tables, so it is unpacked to a temporary folder
# and asked to move. It makes the tables in PostgreSQL, copies every row in one transaction, reads all of them again and
# compares, and only then commits. A PostgreSQL database that Signet has used already is refused.
set -euo pipefail
: "${SIGNET_WAR:?SIGNET_WAR must be the path of signet.war}"
: "${SIGNET_DATA_DIR:?SIGNET_DATA_DIR must name the folder of the embedded database}"
: "${SIGNET_DATABASE_URL:?SIGNET_DATABASE_URL must say where to move to}"
export SIGNET_DATA_DIR SIGNET_DATABASE_URL SIGNET_DATABASE_USER="${SIGNET_DATABASE_USER:-}"

bin=${JAVA_HOME:+$JAVA_HOME/bin/}
war=$(realpath "$SIGNET_WAR")
unpacked=$(mktemp -d)
trap 'rm -rf "$unpacked"' EXIT
(cd "$unpacked" && "${bin}jar" xf "$war" WEB-INF)
# What went well in between is no news.
printf 'handlers=java.util.logging.ConsoleHandler\n.level=WARNING\n' > "$unpacked/logging.properties"
"${bin}java" -Djava.util.logging.config.file="$unpacked/logging.properties" \
  -cp "$unpacked/WEB-INF/classes:$unpacked/WEB-INF/lib/*" org.signetmail.database.Move
