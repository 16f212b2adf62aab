"""`python -m hemero` is the `hemero` command."""

from hemero.cli import main

if __name__ == "__main__":
    main()
