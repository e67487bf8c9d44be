#!/usr/bin/env bash
# Takes back what install.sh configured, on a running domain. Undeploy Signet before. Its data stays where it is.
#
#   PAYARA_HOME   where Payara Server is, with bin/asadmin in it
#   ASADMIN_PORT  the domain's administration port, 4848 unless set
set -euo pipefail
: "${PAYARA_HOME:?PAYARA_HOME must name the folder of Payara Server}"
asadmin=("$PAYARA_HOME/bin/asadmin" --port "${ASADMIN_PORT:-4848}")

if "${asadmin[@]}" list-system-properties | grep -q '^signet\.data\.dir='; then
  "${asadmin[@]}" delete-system-property signet.data.dir
fi
