#!/bin/sh
# Asks PyPI's database of advisories about the packages beside the Python given. pip-audit goes into
# a folder of its own. Where it or the database cannot be reached, that is said, and nothing fails.
python=$1
packages=$("$python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
"$python" -m venv "$place" && "$place/bin/python" -m pip install --quiet pip-audit 2>"$place/why" || {
    echo "audit: skipped, pip-audit cannot be installed here."
    exit 0
}
said=$("$place/bin/python" -m pip_audit --path "$packages" --progress-spinner off 2>&1)
code=$?
case $said in
*ConnectionError* | *"Max retries"* | *"Failed to resolve"* | *ServiceError* | *imeout* | *"HTTP error"* | \
    *"could not be audited: click "*) # which every index of packages has
    echo "audit: skipped, no database of advisories can be reached from here."
    exit 0 ;;
esac
echo "$said"
exit $code
