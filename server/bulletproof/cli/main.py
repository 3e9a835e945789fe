"""`bvp`: the command line. Exit codes: 0 all is well, 1 it is not, 2 the command made no sense, 130 Ctrl-C.

A command's module is loaded when the command is asked for: `bvp config show` needs neither a server's
libraries nor a second to load them.
"""

import importlib

import click

COMMANDS = {
    "transcode": "transcode",
    "analyze": "analyze",
    "batch": "batch",
    "config": "config",
    "monitor": "monitor",
    "verify": "verify",
    "preflight": "preflight",
    "manifest": "manifest",
    "targets": "targets",
    "jobs": "jobs",
    "folders": "folders",
    "lock": "lock",
    "doctor": "doctor",
    "serve": "serve",
    "completion": "serve",
}
"""Each with the module beside this one that holds it."""


INTERRUPTED = 130  # 128 + SIGINT, as shells count


class Commands(click.Group):
    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo("Interrupted.", err=True)
            ctx.exit(INTERRUPTED)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(
            importlib.import_module(f"bulletproof.cli.{COMMANDS[cmd_name]}"), cmd_name
        )
        return command


@click.group(cls=Commands)
@click.version_option(package_name="bulletproof-video", prog_name="bvp")
def main() -> None:
    """Make video files that are safe to play in a show, and check those that others made."""


if __name__ == "__main__":
    main()
