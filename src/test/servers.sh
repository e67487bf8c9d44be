#!/usr/bin/env bash
# Runs the article's journey on every server and writes the README's table of them:
#
#   src/test/servers.sh                       all of them
#   src/test/servers.sh wildfly-39            one of them, and only its row
#
# The servers: payara-micro-7 and payara-server-7 (need JDK 21 or later, which JDK_FOR_PAYARA_7 may name), payara-micro-6,
# payara-server-6, wildfly-39.
# Each is fetched from the Maven repository, made ready by the scripts in server-config, started, walked through by a
# browser, restarted, stopped, and its configuration is compared with what it was. Then it is weighed, with Signet and with
# an empty WAR. What fails stands in the row, and the script ends with 1.
set -euo pipefail
cd "$(dirname "$0")/../.."

readonly all=(payara-micro-7 payara-micro-6 payara-server-7 payara-server-6 wildfly-39)
# The newest that Maven Central has of the server; of Payara Micro it has a newer one.
readonly payara_7=7.2025.1
rows=$(mktemp -d)
trap 'rm -rf "$rows"' EXIT

version_of() {
  sed -n "s|.*<$1>\(.*\)</$1>.*|\1|p" pom.xml | head -n 1
}

# A JDK that Payara Server 7 runs on: the one that was named, or the newest beside the one that builds.
jdk_for_payara_7() {
  if [ -n "${JDK_FOR_PAYARA_7:-}" ]; then
    echo "$JDK_FOR_PAYARA_7"
    return
  fi
  local javac
  for javac in /usr/lib/jvm/*/bin/javac; do
    printf '%s %s\n' "$("$javac" -version | sed 's/[^0-9]*\([0-9]*\).*/\1/')" "${javac%/bin/javac}"
  done | sort -rn | awk '$1 >= 21 { print $2; exit }'
}

# row NAME TITLE VERSION KIND JOURNEY [OPTION OF MAVEN]...
row() {
  local name=$1 title=$2 version=$3 kind=$4 journey=$5
  shift 5
  local figures="target/weight-$kind.md" result=green
  rm -f "$figures"
  # Of the unit tests only the quickest: they are the same on every server. Nothing runs beside what is measured.
  if ! mvn -B -ntp verify -Dtest=FloorPlanTest "-Dit.test=$journey,WeightIT" -Dsignet.on-demand=none "-Dsignet.server=$kind" -Dfailsafe.forks=1 "$@"; then
    result='**failed**'
  fi
  local jdk=– weights='– | – | –'
  if [ -f "$figures" ]; then
    jdk=$(cut -d'|' -f1 <"$figures" | xargs)
    weights=$(cut -d'|' -f2- <"$figures" | sed 's/^ *//')
  fi
  printf '| %s | %s | %s | %s | %s |\n' "$title" "$version" "$jdk" "$result" "$weights" >"$rows/$name"
  [ "$result" = green ]
}

run() {
  local payara micro_7 wildfly
  payara=$(version_of payara.version)
  micro_7=$(version_of payara-micro-7.version)
  wildfly=$(version_of wildfly.version)
  case $1 in
    payara-micro-7) row "$1" 'Payara Micro 7' "$micro_7" payara-micro-7 PayaraMicro7IT ;;
    payara-micro-6) row "$1" 'Payara Micro 6' "$payara" payara-micro ArticleJourneyIT ;;
    payara-server-6) row "$1" 'Payara Server 6' "$payara" payara-server PayaraServerIT -Ppayara-server ;;
    payara-server-7)
      AS_JAVA=$(jdk_for_payara_7) row "$1" 'Payara Server 7' "$payara_7" payara-server PayaraServerIT \
        -Ppayara-server "-Dpayara.server.version=$payara_7"
      ;;
    wildfly-39) row "$1" 'WildFly 39' "$wildfly" wildfly WildFlyIT ;;
    *)
      echo "No such server: $1. There are: ${all[*]}" >&2
      return 2
      ;;
  esac
}

# The row that was made now, or else the one that stands in the README.
present() {
  local name title
  for name in "${all[@]}"; do
    if [ -f "$rows/$name" ]; then
      cat "$rows/$name"
    else
      title=$(sed 's/-/ /g; s/payara/Payara/; s/micro/Micro/; s/server/Server/; s/wildfly/WildFly/' <<<"$name")
      grep "^| $title |" README.md || true
    fi
  done
}

write_table() {
  local table="$rows/table"
  {
    echo '| server | version | JDK | article'"'"'s journey | start, s | memory | more than with an empty WAR |'
    echo '|---|---|---|---|---|---|---|'
    present
  } >"$table"
  awk -v table="$table" '
    /<!-- end of servers -->/ { inside = 0 }
    !inside { print }
    /<!-- servers, / {
      inside = 1
      while ((getline line < table) > 0) print line
    }' README.md >"$rows/readme"
  cat "$rows/readme" >README.md
}

grep -q '^<!-- end of servers -->' README.md || { echo 'README.md has no place for the table.' >&2; exit 2; }
status=0
for server in "${@:-${all[@]}}"; do
  run "$server" || status=$?
  write_table
done
exit "$status"
