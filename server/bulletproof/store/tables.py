"""Every table, as SQLAlchemy Core: what exists, not how it is asked.

Paths are the bytes that the system uses (`os.fsencode`), since a Linux name need not be UTF-8; the text
beside them is for people and for searching. Times are RFC 3339 text in UTC, which sorts as it reads.
"""

import sqlalchemy as sa

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# `seq` and the number of jobs by status: changed in the transaction of the change itself.
counters = sa.Table(
    "counters",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("value", sa.BigInteger, nullable=False),
)

# One word each: the epoch, the queue's mode.
marks = sa.Table(
    "marks",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
)

settings = sa.Table(
    "settings",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
)

watch_folders = sa.Table(
    "watch_folders",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("watch_path", sa.LargeBinary, nullable=False),
    sa.Column("output_path", sa.LargeBinary, nullable=False),
    sa.Column("spec", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("state_message", sa.Text),
    sa.Column("state_since", sa.Text, nullable=False),
    sa.Column("created_at", sa.Text, nullable=False),
)

# Those that users made; `spec` is the whole profile as JSON.
profiles = sa.Table(
    "profiles",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("spec", sa.Text, nullable=False),
    sa.Column("created_at", sa.Text, nullable=False),
    sa.Column("changed_at", sa.Text, nullable=False),
)

jobs = sa.Table(
    "jobs",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("source_path", sa.LargeBinary, nullable=False),
    sa.Column("source_text", sa.Text, nullable=False),
    sa.Column("search_text", sa.Text, nullable=False),
    sa.Column("source_size_bytes", sa.BigInteger, nullable=False),
    sa.Column("source_mtime_ns", sa.BigInteger, nullable=False),
    sa.Column("source_fingerprint", sa.Text, nullable=False),
    sa.Column("source_device", sa.Text, nullable=False),
    sa.Column("source_inode", sa.Text, nullable=False),
    sa.Column("version_key", sa.Text, unique=True),
    sa.Column("output_path", sa.LargeBinary, nullable=False),
    sa.Column("profile_name", sa.Text, nullable=False),
    sa.Column("profile", sa.Text, nullable=False),
    sa.Column("resource", sa.Text, nullable=False),
    sa.Column("folder_id", sa.Text),
    sa.Column("rule", sa.Text),
    sa.Column("origin", sa.Text, nullable=False),
    sa.Column("priority", sa.Integer, nullable=False),
    sa.Column("position", sa.Float(53), nullable=False),
    sa.Column("on_collision", sa.Text, nullable=False),
    sa.Column("delete_input", sa.Boolean, nullable=False),
    sa.Column("keep_originals_days", sa.Integer, nullable=False),
    sa.Column("speed", sa.Text, nullable=False),
    sa.Column("warnings", sa.Text, nullable=False),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("stage", sa.Text),
    sa.Column("attempt", sa.Integer, nullable=False),
    sa.Column("crashes", sa.Integer, nullable=False),
    sa.Column("recovered", sa.Boolean, nullable=False),
    sa.Column("hold_reason", sa.Text),
    sa.Column("reason", sa.Text),
    sa.Column("message", sa.Text),
    sa.Column("verdict", sa.Text),
    sa.Column("intent_path", sa.LargeBinary),
    sa.Column("intent_sha256", sa.Text),
    sa.Column("intent_device", sa.Text),
    sa.Column("intent_inode", sa.Text),
    sa.Column("published_path", sa.LargeBinary),
    sa.Column("output_size_bytes", sa.BigInteger),
    sa.Column("sha256", sa.Text),
    sa.Column("duration_s", sa.Float(53)),
    sa.Column("disposed", sa.Text),
    sa.Column("created_at", sa.Text, nullable=False),
    sa.Column("started_at", sa.Text),
    sa.Column("finished_at", sa.Text),
    sa.Column("removed_at", sa.Text),
    sa.Index("ix_jobs_status_priority_position_id", "status", "priority", "position", "id"),
    sa.Index("ix_jobs_folder_id_id", "folder_id", "id"),
    sa.Index("ix_jobs_status_id", "status", "id"),
    sa.Index("ix_jobs_finished_at_id", "finished_at", "id"),
    sa.Index("ix_jobs_position", "position"),
)

# The history that is never rewritten; `payload` is small and for people, what counts are the rows themselves.
events = sa.Table(
    "events",
    metadata,
    sa.Column("seq", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("at", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("job_id", sa.Text),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("payload", sa.Text, nullable=False),
    sa.Index("ix_events_job_id_seq", "job_id", "seq"),
    sa.Index("ix_events_at", "at"),
)

reports = sa.Table(
    "reports",
    metadata,
    sa.Column("job_id", sa.Text, primary_key=True),
    sa.Column("attempt", sa.Integer, primary_key=True),
    sa.Column("report", sa.Text, nullable=False),
    sa.Column("made_at", sa.Text, nullable=False),
)

# What we have published, so that it is never taken in again and a revised clip may replace its own output.
outputs = sa.Table(
    "outputs",
    metadata,
    sa.Column("path", sa.LargeBinary, primary_key=True),
    sa.Column("job_id", sa.Text, nullable=False),
    sa.Column("source_path", sa.LargeBinary, nullable=False),
    sa.Column("sha256", sa.Text, nullable=False),
    sa.Column("size_bytes", sa.BigInteger, nullable=False),
    sa.Column("device", sa.Text, nullable=False),
    sa.Column("inode", sa.Text, nullable=False),
    sa.Column("published_at", sa.Text, nullable=False),
    sa.Index("ix_outputs_device_inode", "device", "inode"),
)

daily_stats = sa.Table(
    "daily_stats",
    metadata,
    sa.Column("day", sa.Text, primary_key=True),
    sa.Column("folder_id", sa.Text, primary_key=True),
    sa.Column("profile", sa.Text, primary_key=True),
    sa.Column("show_ready", sa.Integer, nullable=False),
    sa.Column("warnings", sa.Integer, nullable=False),
    sa.Column("not_ready", sa.Integer, nullable=False),
    sa.Column("media_s", sa.Float(53), nullable=False),
    sa.Column("output_bytes", sa.BigInteger, nullable=False),
    sa.Column("work_s", sa.Float(53), nullable=False, server_default="0"),
    sa.Column("source_bytes", sa.BigInteger, nullable=False, server_default="0"),
)

daily_failures = sa.Table(
    "daily_failures",
    metadata,
    sa.Column("day", sa.Text, primary_key=True),
    sa.Column("code", sa.Text, primary_key=True),
    sa.Column("jobs", sa.Integer, nullable=False),
)

undos = sa.Table(
    "undos",
    metadata,
    sa.Column("token", sa.Text, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("jobs", sa.Text, nullable=False),
    sa.Column("expires_at", sa.Text, nullable=False),
)

# When an output was last looked at after its job was done: intact, changed or missing.
seen_again = sa.Table(
    "seen_again",
    metadata,
    sa.Column("job_id", sa.Text, primary_key=True),
    sa.Column("at", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
)
