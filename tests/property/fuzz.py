"""Random input for a while, other input each time: `make fuzz`, or
`python -m tests.property.fuzz SECONDS`. What Hypothesis finds it keeps in .hypothesis/ and tries
first the next time; put it into the tests as a case of its own."""

import os
import sys
import time

os.environ["HEMERO_FUZZ"] = "1"
os.environ.setdefault("HEMERO_EXAMPLES", "200")

from tests.property import test_hostile


def main() -> None:
    """Run each property in turn until the time is up; an exception tells what was found."""
    end = time.monotonic() + float(sys.argv[1] if len(sys.argv) > 1 else 60)
    properties = [one for name, one in vars(test_hostile).items() if name.startswith("test_")]
    rounds = 0
    while time.monotonic() < end:
        properties[rounds % len(properties)]()
        rounds += 1
    print(f"{rounds} times {os.environ['HEMERO_EXAMPLES']} inputs, nothing found.")


if __name__ == "__main__":
    main()
