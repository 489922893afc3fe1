"""`python -m fintech_coding` is `fintech-code`."""

from fintech_coding.cli import main

if __name__ == "__main__":
    main()
