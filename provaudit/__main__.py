"""`python -m provaudit` is the command `provaudit`."""

from provaudit.cli.main import main

if __name__ == "__main__":
    main()
