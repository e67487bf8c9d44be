#!/usr/bin/env bash
# Compares Signet with other ways to send mail, and writes the table of src/doc/benchmark.md:
#
#   src/test/benchmark.sh                           all of it, 12 minutes
#   src/test/benchmark.sh short                     one quick round of each, to see that it runs; the table stays
#   src/test/benchmark.sh full 'Signet.*|Vertx.*'   only these contenders; the table stays
#   src/test/benchmark.sh schedule                  how near 90 and 180 mails of three mailboxes come to the best schedule that
#                                                   Exchange's limits leave; two minutes, without root
#
# For root on Linux, with ip of iproute2. Makes three network namespaces that end with it: clients, servers, and a long wire
# between them. Over loopback nothing can be compared: its segments of 64 KB stall some clients and spare others. So there is
# a short link with the MTU of Ethernet, and beside it a tunnel (VXLAN) whose packets a relay holds back for 10 ms in each
# direction.
set -euo pipefail
cd "$(dirname "$0")/../.."

readonly plan=${1:-full} who=${2:-.*}
readonly made=$PWD/target/benchmark
readonly clients=clients-$$ servers=servers-$$ wire=wire-$$
readonly near=10.77.1.2 far=10.77.2.2 delay=10 port=4789
started=()

end() {
  kill "${started[@]}" 2>/dev/null || true
  local space
  for space in "$clients" "$servers" "$wire"; do
    ip netns delete "$space" 2>/dev/null || true
  done
}
trap end EXIT

# link SPACE NAME ADDRESS MTU SPACE NAME ADDRESS
link() {
  ip -n "$1" link add "$2" mtu "$4" type veth peer name "$6" mtu "$4" netns "$5"
  ip -n "$1" address add "$3/24" dev "$2"
  ip -n "$5" address add "$7/24" dev "$6"
  ip -n "$1" link set "$2" up
  ip -n "$5" link set "$6" up
}

# tunnel SPACE ADDRESS OUTER-ADDRESS OUTER-ADDRESS-OF-THE-WIRE
tunnel() {
  ip -n "$1" link add far mtu 1500 type vxlan id 1 local "$3" remote "$4" dstport "$port" nolearning
  ip -n "$1" link set far gso_max_segs 1
  ip -n "$1" address add "$2/24" dev far
  ip -n "$1" link set far up
}

run() {
  local space=$1
  shift
  exec ip netns exec "$space" java -cp "$classes" "$@"
}

mvn -B -ntp -q -Pbenchmark test-compile dependency:build-classpath -Dmdep.outputFile=target/benchmark.classpath \
  -Dmdep.includeScope=test
classes=target/classes:target/test-classes:$(cat target/benchmark.classpath)

if [ "$plan" = schedule ]; then
  java -Djakarta.mail.util.StreamProvider=org.eclipse.angus.mail.util.MailStreamProvider -cp "$classes" \
    org.signetmail.delivery.ScheduleBenchmark
  exit
fi

for space in "$clients" "$servers" "$wire"; do
  ip netns add "$space"
  ip -n "$space" link set lo up
  # The plainest, which every Linux has. BBR, where it was chosen, paces a mail out over a quarter of a round trip.
  ip netns exec "$space" sh -c 'echo reno >/proc/sys/net/ipv4/tcp_congestion_control'
done
link "$clients" near 10.77.1.1 1500 "$servers" near "$near"
link "$clients" outer 10.77.3.1 1600 "$wire" clients 10.77.3.2
link "$servers" outer 10.77.4.1 1600 "$wire" servers 10.77.4.2
tunnel "$clients" 10.77.2.1 10.77.3.1 10.77.3.2
tunnel "$servers" "$far" 10.77.4.1 10.77.4.2

java -cp "$classes" org.signetmail.benchmark.Certificate "$made" "$near" "$far"
run "$servers" org.signetmail.benchmark.SmtpSink 2525 2526 "$made" &
started+=($!)
run "$servers" org.signetmail.benchmark.GraphSink 8443 8444 "$made" &
started+=($!)
run "$wire" org.signetmail.benchmark.DelayedLink "$delay" "$port" 10.77.3.2 10.77.3.1 10.77.4.2 10.77.4.1 &
started+=($!)
(run "$clients" org.signetmail.benchmark.Benchmark "$plan" "$near" "$far" "$made" "$who")

lost=$(ip netns exec "$wire" awk '/^Udp:/ { if (n++) print $6 }' /proc/net/snmp)
echo "Packets that the wire lost: $lost"
if [ "$plan" = full ] && [ "$who" = '.*' ]; then
  awk -v table="$made/table.md" '
    /<!-- end of benchmark -->/ { inside = 0 }
    !inside { print }
    /<!-- benchmark, / {
      inside = 1
      while ((getline line < table) > 0) print line
    }' src/doc/benchmark.md >"$made/table"
  cat "$made/table" >src/doc/benchmark.md
fi
