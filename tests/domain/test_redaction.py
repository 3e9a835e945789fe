"""What is taken out of a text before it is given to somebody who helps."""

from pathlib import PurePosixPath

import pytest

from bulletproof.domain.redaction import redacted

HOME = PurePosixPath("/home/berta")
TOKEN = "wq8-Zx_long-and-random"


def clean(text: str) -> str:
    return redacted(text, home=HOME, host="foh-desk", secrets=(TOKEN,))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"token {TOKEN} here", "token <hidden> here"),
        ("GET /launch?k=AbCdEf123456&next=1", "GET /launch?k=<hidden>&next=1"),
        ("Authorization: Bearer abc.def.ghi", "Authorization: <hidden>"),
        ('{"password": "open sesame"}', '{"password": <hidden>}'),
        ("sent with bearer abc.def", "sent with bearer <hidden>"),
        ("postgresql+asyncpg://show:pa55@db.local/bp", "postgresql+asyncpg://<hidden>@db.local/bp"),
        ("/home/berta/Show/act one.mov", "~/Show/act one.mov"),
        ("/home/bertamax/Show", "/home/<user>/Show"),
        ("/media/adam/STICK/a.mov", "/media/<user>/STICK/a.mov"),
        (r"C:\Users\Berta\a.mov", r"C:\Users\<user>\a.mov"),
        ("/Users/Shared/a.mov", "/Users/Shared/a.mov"),
        ("Linux foh-desk 6.1", "Linux <host> 6.1"),
        ("foh-desktop.mov", "foh-desktop.mov"),
        ("act one.mov failed: black for 0.52 s", "act one.mov failed: black for 0.52 s"),
    ],
)
def test_secrets_and_names_go_and_the_rest_stays(before: str, after: str) -> None:
    assert clean(before) == after


def test_a_service_that_lives_in_the_root_folder_keeps_its_paths() -> None:
    assert redacted("/srv/a.mov", home=PurePosixPath("/"), host="x", secrets=()) == "/srv/a.mov"
