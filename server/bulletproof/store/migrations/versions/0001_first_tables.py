"""The first tables: folders, jobs, events, reports, outputs, settings and their counters."""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_STATUSES = ("queued", "processing", "completed", "failed", "cancelled", "paused")

# SQLite's substring index; on PostgreSQL the search reads the rows (ILIKE), and answers the same.
_SEARCH = (
    "CREATE VIRTUAL TABLE jobs_search USING fts5(search_text, job_id UNINDEXED, tokenize = 'trigram')",
    "CREATE TRIGGER jobs_search_added AFTER INSERT ON jobs BEGIN"
    " INSERT INTO jobs_search (search_text, job_id) VALUES (new.search_text, new.id); END",
    "CREATE TRIGGER jobs_search_removed AFTER DELETE ON jobs BEGIN"
    " DELETE FROM jobs_search WHERE job_id = old.id; END",
)


def upgrade() -> None:
    _tables()
    _first_rows()
    if op.get_bind().dialect.name == "sqlite":
        for statement in _SEARCH:
            op.execute(statement)


def _first_rows() -> None:
    counters = sa.table("counters", sa.column("name"), sa.column("value"))
    op.bulk_insert(
        counters, [{"name": name, "value": 0} for name in ("seq", *(f"jobs.{s}" for s in _STATUSES))]
    )
    marks = sa.table("marks", sa.column("name"), sa.column("value"))
    op.bulk_insert(
        marks, [{"name": "epoch", "value": secrets.token_hex(8)}, {"name": "queue", "value": "running"}]
    )


def _tables() -> None:

    op.create_table(
        "counters",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_counters")),
    )
    op.create_table(
        "daily_stats",
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("folder_id", sa.Text(), nullable=False),
        sa.Column("profile", sa.Text(), nullable=False),
        sa.Column("show_ready", sa.Integer(), nullable=False),
        sa.Column("warnings", sa.Integer(), nullable=False),
        sa.Column("not_ready", sa.Integer(), nullable=False),
        sa.Column("media_s", sa.Float(precision=53), nullable=False),
        sa.Column("output_bytes", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("day", "folder_id", "profile", name=op.f("pk_daily_stats")),
    )
    op.create_table(
        "events",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("job_id", sa.Text(), nullable=True),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_events")),
    )
    op.create_index("ix_events_at", "events", ["at"], unique=False)
    op.create_index("ix_events_job_id_seq", "events", ["job_id", "seq"], unique=False)
    op.create_table(
        "jobs",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("source_path", sa.LargeBinary(), nullable=False),
        sa.Column("source_text", sa.Text(), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column("source_size_bytes", sa.BigInteger(), nullable=False),
        sa.Column("source_mtime_ns", sa.BigInteger(), nullable=False),
        sa.Column("source_fingerprint", sa.Text(), nullable=False),
        sa.Column("source_device", sa.Text(), nullable=False),
        sa.Column("source_inode", sa.Text(), nullable=False),
        sa.Column("version_key", sa.Text(), nullable=True),
        sa.Column("output_path", sa.LargeBinary(), nullable=False),
        sa.Column("profile_name", sa.Text(), nullable=False),
        sa.Column("profile", sa.Text(), nullable=False),
        sa.Column("resource", sa.Text(), nullable=False),
        sa.Column("folder_id", sa.Text(), nullable=True),
        sa.Column("rule", sa.Text(), nullable=True),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("position", sa.Float(precision=53), nullable=False),
        sa.Column("on_collision", sa.Text(), nullable=False),
        sa.Column("delete_input", sa.Boolean(), nullable=False),
        sa.Column("keep_originals_days", sa.Integer(), nullable=False),
        sa.Column("speed", sa.Text(), nullable=False),
        sa.Column("warnings", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=True),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("crashes", sa.Integer(), nullable=False),
        sa.Column("recovered", sa.Boolean(), nullable=False),
        sa.Column("hold_reason", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("message", sa.Text(), nullable=True),
        sa.Column("verdict", sa.Text(), nullable=True),
        sa.Column("intent_path", sa.LargeBinary(), nullable=True),
        sa.Column("intent_sha256", sa.Text(), nullable=True),
        sa.Column("intent_device", sa.Text(), nullable=True),
        sa.Column("intent_inode", sa.Text(), nullable=True),
        sa.Column("published_path", sa.LargeBinary(), nullable=True),
        sa.Column("output_size_bytes", sa.BigInteger(), nullable=True),
        sa.Column("sha256", sa.Text(), nullable=True),
        sa.Column("duration_s", sa.Float(precision=53), nullable=True),
        sa.Column("disposed", sa.Text(), nullable=True),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("started_at", sa.Text(), nullable=True),
        sa.Column("finished_at", sa.Text(), nullable=True),
        sa.Column("removed_at", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jobs")),
        sa.UniqueConstraint("version_key", name=op.f("uq_jobs_version_key")),
    )
    op.create_index("ix_jobs_folder_id_id", "jobs", ["folder_id", "id"], unique=False)
    op.create_index("ix_jobs_status_id", "jobs", ["status", "id"], unique=False)
    op.create_index("ix_jobs_finished_at_id", "jobs", ["finished_at", "id"], unique=False)
    op.create_index("ix_jobs_position", "jobs", ["position"], unique=False)
    op.create_index(
        "ix_jobs_status_priority_position_id", "jobs", ["status", "priority", "position", "id"], unique=False
    )
    op.create_table(
        "marks",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_marks")),
    )
    op.create_table(
        "outputs",
        sa.Column("path", sa.LargeBinary(), nullable=False),
        sa.Column("job_id", sa.Text(), nullable=False),
        sa.Column("source_path", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("inode", sa.Text(), nullable=False),
        sa.Column("published_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("path", name=op.f("pk_outputs")),
    )
    op.create_index("ix_outputs_device_inode", "outputs", ["device", "inode"], unique=False)
    op.create_table(
        "reports",
        sa.Column("job_id", sa.Text(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("made_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("job_id", "attempt", name=op.f("pk_reports")),
    )
    op.create_table(
        "settings",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_settings")),
    )
    op.create_table(
        "undos",
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("jobs", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_undos")),
    )
    op.create_table(
        "watch_folders",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("watch_path", sa.LargeBinary(), nullable=False),
        sa.Column("output_path", sa.LargeBinary(), nullable=False),
        sa.Column("spec", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("state_message", sa.Text(), nullable=True),
        sa.Column("state_since", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_watch_folders")),
    )
