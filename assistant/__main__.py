"""``python -m assistant``"""

import sys


def main() -> None:
    """Runs one command; ends like it where Ctrl-C comes before its module is there."""
    try:
        from assistant import cli  # noqa: PLC0415 - takes part of a second, in which Ctrl-C may come
    except KeyboardInterrupt:
        sys.stderr.write("assistant: stopped.\n")
        sys.exit(130)
    cli.main()


if __name__ == "__main__":
    main()
