#!/usr/bin/env bash
# Runs a command in a network of its own: loopback, and an address of each family that leads nowhere.
#
# Firefox offers no loopback candidates and offers none at all without a default route, so it needs
# an interface with an address.  A pair of virtual ends gives it one; nothing can leave.
# Exits with 77 when this machine does not let us make such a network.
set -euo pipefail

if [[ "${1:-}" == --inside ]]; then
    shift
    ip link set lo up
    ip link add holdspace0 type veth peer name holdspace1
    ip address add 10.99.0.1/24 dev holdspace0
    ip link set holdspace0 up
    ip link set holdspace1 up
    ip route add default via 10.99.0.2
    families=(-4)
    if [[ -e /proc/net/if_inet6 ]]; then
        families+=(-6)
        ip address add fd99::1/64 dev holdspace0 nodad
        ip route add default via fd99::2
    fi
    # A table of routes for what is to get lost on its way, as behind a firewall that says nothing.
    for family in "${families[@]}"; do
        ip "$family" route add default dev holdspace1 table 51
    done
    # The kernel's own rule for local addresses comes before all others: it makes room for those by
    # which a test takes somebody's network away.
    for family in "${families[@]}"; do
        ip "$family" rule add pref 100 lookup local
        ip "$family" rule del pref 0
    done
    exec "$@"
fi

isolate=(unshare --net)
if [[ "$(id -u)" != 0 ]]; then
    isolate=(unshare --user --map-root-user --net)
fi
if ! command -v ip >/dev/null || ! "${isolate[@]}" "$0" --inside true 2>/dev/null; then
    echo "namespace.sh: no network of our own here (needs unshare and iproute2)" >&2
    exit 77
fi
exec "${isolate[@]}" "$0" --inside "$@"
