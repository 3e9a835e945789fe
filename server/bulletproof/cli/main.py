"""`bvp`: the command line. Exit codes: 0 all is well, 1 it is not, 2 the command made no sense."""

import click

from bulletproof.cli.analyze import analyze
from bulletproof.cli.batch import batch
from bulletproof.cli.config import config
from bulletproof.cli.monitor import monitor
from bulletproof.cli.transcode import transcode
from bulletproof.cli.verify import verify


@click.group()
@click.version_option(package_name="bulletproof-video", prog_name="bvp")
def main() -> None:
    """Make video files that are safe to play in a show, and check those that others made."""


for command in (transcode, analyze, batch, config, monitor, verify):
    main.add_command(command)


if __name__ == "__main__":
    main()
