"""A job's id: sixteen characters that sort by age, can be read out loud, and fit in a file name."""

from datetime import datetime

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32: no i, l, o, u
_CHARACTERS = 16


def new_job_id(now: datetime, random_32_bits: int) -> str:
    """48 bits of milliseconds, then 32 random ones."""
    number = (round(now.timestamp() * 1000) << 32) | random_32_bits
    return "".join(_ALPHABET[(number >> (5 * place)) & 31] for place in reversed(range(_CHARACTERS)))
