#!/usr/bin/env python3
"""The one door to work on Bulletproof: `python3 build/dev.py demo | run | test | check | ...`.

It needs nothing but Python: what else is needed is installed into `.venv` beside the sources, the first time.
This file must stay readable by old Pythons, or they could not say that they are too old.
"""

import sys


def main() -> int:
    if sys.version_info < (3, 11):  # noqa: UP036 - the reader of this message runs an older one
        have = ".".join(str(part) for part in sys.version_info[:3])
        sys.stderr.write(
            "Bulletproof needs Python 3.11 or newer, and %s is %s.\n"  # noqa: UP031
            "Install a newer Python and start this with it, for example: python3.12 build/dev.py demo\n"
            % (sys.executable or "this one", have)
        )
        return 2
    import commands

    return commands.main(sys.argv[1:])


if __name__ == "__main__":
    raise SystemExit(main())
