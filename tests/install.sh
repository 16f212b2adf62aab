#!/bin/sh
# install.sh WHAT_FOR PACKAGE...: installs Debian's packages for some tests, where this machine can.
# Where it cannot, it says so and what to run; the tests then say that they are skipped.
for_what=$1
shift
if ! command -v apt-get >/dev/null 2>&1; then
    echo "No apt-get here: install what Debian calls $* for $for_what."
    exit 0
fi
if [ "$(id -u)" = 0 ]; then
    run=""
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
    run="sudo -n"
else
    echo "Run 'sudo apt-get install $*' for $for_what."
    exit 0
fi
$run apt-get update -qq || true
$run env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" \
    >/dev/null || echo "Could not install $*; $for_what will say that they are skipped."
exit 0
