"""Jobs, their checkpoints, profiles, pools and the outbox."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "jobs",
        sa.Column("job_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("user_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("upload_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("status", sa.Text(), server_default="queued", nullable=False),
        sa.Column("progress", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("stage", sa.Text(), server_default="", nullable=False),
        sa.Column("error_code", sa.Text(), nullable=True),
        sa.Column("error_message", sa.Text(), nullable=True),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("retries", sa.Integer(), server_default="0", nullable=False),
        sa.Column("idempotency_key", sa.Text(), nullable=True),
        sa.Column("fence", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("dispatch_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("dispatched_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=True),
        sa.Column("waits", sa.Integer(), server_default="0", nullable=False),
        sa.Column(
            "waited_seconds",
            sa.Numeric(precision=8, scale=1),
            server_default="0",
            nullable=False,
        ),
        sa.Column("heartbeat_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deadline_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column(
            "queued_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("completed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "status IN ('queued', 'extracting_text', 'chunking', "
            "'generating_embeddings', 'analyzing', 'completed', 'failed', 'cancelled')",
            name="jobs_status",
        ),
        sa.CheckConstraint("attempts >= 0", name="jobs_attempts"),
        sa.CheckConstraint("progress BETWEEN 0 AND 100", name="jobs_progress"),
        sa.CheckConstraint("retries BETWEEN 0 AND 5", name="jobs_retries"),
        sa.PrimaryKeyConstraint("job_id"),
    )
    op.create_index("jobs_by_upload", "jobs", ["upload_id", "job_id"], unique=False)
    op.create_index("jobs_by_user", "jobs", ["user_id", "job_id"], unique=False)
    op.create_index("jobs_key", "jobs", ["user_id", "idempotency_key"], unique=True)
    op.create_index(
        "jobs_out",
        "jobs",
        ["user_id"],
        unique=False,
        postgresql_where=sa.text(
            "dispatch_id IS NOT NULL AND status NOT IN ('completed', 'failed', 'cancelled')"
        ),
    )
    op.create_index(
        "jobs_unfinished",
        "jobs",
        ["user_id", "job_id"],
        unique=False,
        postgresql_where=sa.text("status NOT IN ('completed', 'failed', 'cancelled')"),
    )
    op.create_index(
        "jobs_queue",
        "jobs",
        ["queued_at", "job_id"],
        unique=False,
        postgresql_where=sa.text(
            "dispatch_id IS NULL AND status NOT IN ('completed', 'failed', 'cancelled')"
        ),
    )
    op.create_index(
        "jobs_waiting",
        "jobs",
        ["user_id", "queued_at", "job_id"],
        unique=False,
        postgresql_where=sa.text(
            "dispatch_id IS NULL AND status NOT IN ('completed', 'failed', 'cancelled')"
        ),
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "pools",
        sa.Column("instance", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("instance"),
    )
    op.create_table(
        "stage_outputs",
        sa.Column("job_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("output", sa.LargeBinary(), nullable=False),
        sa.Column("items", sa.Integer(), server_default="0", nullable=False),
        sa.CheckConstraint("stage IN ('extract', 'chunk', 'embed', 'analyze')", name="stage_name"),
        sa.ForeignKeyConstraint(["job_id"], ["jobs.job_id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("job_id", "stage"),
    )
    op.create_table(
        "user_profile",
        sa.Column("job_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("user_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("upload_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("profile", sa.Text(), nullable=False),
        sa.Column("age", sa.SmallInteger(), nullable=True),
        sa.Column("work_years", sa.Numeric(precision=4, scale=1), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.CheckConstraint("age BETWEEN 14 AND 120", name="profile_age"),
        sa.CheckConstraint("work_years BETWEEN 0 AND 80", name="profile_work_years"),
        sa.ForeignKeyConstraint(["job_id"], ["jobs.job_id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("job_id"),
    )
