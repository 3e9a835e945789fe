"""How long the work took, how much went in, and why jobs failed: counted by the day."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("daily_stats", sa.Column("work_s", sa.Float(53), nullable=False, server_default="0"))
    op.add_column(
        "daily_stats", sa.Column("source_bytes", sa.BigInteger(), nullable=False, server_default="0")
    )
    op.create_table(
        "daily_failures",
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("jobs", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", "code", name=op.f("pk_daily_failures")),
    )
