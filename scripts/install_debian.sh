#!/usr/bin/env bash
# Installs what the tests need from Debian: Chromium and a Chinese font for page tests and pictures, LibreOffice to print
# the PDF files that are read.
# Does something only as root on Debian; elsewhere it says so and those tests are skipped with the reason.
set -euo pipefail
packages=(chromium fonts-noto-cjk libreoffice-writer-nogui)
missing=()
for package in "${packages[@]}"; do
    if ! dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed'; then missing+=("$package"); fi
done
if [ ${#missing[@]} -eq 0 ]; then exit 0; fi
if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    echo "install_debian.sh: not root on Debian, so ${missing[*]} stay uninstalled; page tests will be skipped" >&2
    exit 0
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
