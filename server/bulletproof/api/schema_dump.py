"""Print the OpenAPI document, from which the dashboard's types are generated.

The order of the keys is the order of the source, so the committed file changes only where the API does.
"""

import json
import sys
from importlib.metadata import version

from bulletproof.api.app import build_api


def main() -> None:
    json.dump(build_api(version("bulletproof-video")).openapi(), sys.stdout, indent=1, ensure_ascii=False)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
