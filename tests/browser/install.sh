#!/bin/sh
# Installs Debian's Chromium for the browser tests, where this machine can.
if ! command -v apt-get >/dev/null 2>&1; then
    echo "No Chromium found and no apt-get here: install Chromium to run the browser tests."
    exit 0
fi
if [ "$(id -u)" = 0 ]; then
    run=""
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
    run="sudo -n"
else
    echo "No Chromium found: run 'sudo apt-get install chromium' to run the browser tests."
    exit 0
fi
$run apt-get update -qq || true
DEBIAN_FRONTEND=noninteractive $run apt-get install -y -qq --no-install-recommends \
    chromium fonts-liberation >/dev/null ||
    echo "Chromium could not be installed; the browser tests will say that they are skipped."
exit 0
