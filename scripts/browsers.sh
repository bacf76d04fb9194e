#!/usr/bin/env bash
# Installs what the tests drive, where it is missing and we may; else says what is missing.
#
# turnserver is tested with the configuration that we ship.  Its package would start a server of its own, which nobody wants.
# pulseaudio plays into nothing: without any audio device Firefox never starts its audio graph.
set -euo pipefail

missing=()
for package in chromium:chromium firefox-esr:firefox-esr pulseaudio:pulseaudio ip:iproute2 turnserver:coturn; do
    command -v "${package%%:*}" >/dev/null || missing+=("${package##*:}")
done
[[ ${#missing[@]} -gt 0 ]] || exit 0

root=()
if [[ "$(id -u)" != 0 ]]; then
    if ! command -v sudo >/dev/null || ! sudo -n true 2>/dev/null; then
        echo "Missing for the tests: ${missing[*]}. Install them: sudo apt-get install ${missing[*]}" >&2
        exit 0
    fi
    root=(sudo -n)
fi
echo "Installing for the tests: ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
"${root[@]}" apt-get update -qq || true
"${root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null ||
    echo "Could not install: ${missing[*]}" >&2
if [[ " ${missing[*]} " == *" coturn "* && -d /run/systemd/system ]]; then
    "${root[@]}" systemctl disable --now --quiet coturn || true
fi
