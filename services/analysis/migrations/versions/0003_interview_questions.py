"""Sets of interview questions."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "interview_questions",
        sa.Column("set_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("user_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("job_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("upload_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("status", sa.Text(), server_default="queued", nullable=False),
        sa.Column("count", sa.SmallInteger(), nullable=False),
        sa.Column("job_description", sa.Text(), server_default="", nullable=False),
        sa.Column("idempotency_key", sa.Text(), nullable=True),
        sa.Column("questions", sa.JSON(), nullable=True),
        sa.Column("engine", sa.Text(), nullable=True),
        sa.Column("profile_version", sa.Text(), nullable=True),
        sa.Column("error_code", sa.Text(), nullable=True),
        sa.Column("error_message", sa.Text(), nullable=True),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("fence", sa.BigInteger(), server_default="0", nullable=False),
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
        sa.Column("completed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "status IN ('queued', 'generating', 'completed', 'failed')", name="questions_status"
        ),
        sa.CheckConstraint(
            "(completed_at IS NOT NULL) = (status IN ('completed', 'failed'))",
            name="questions_completed_at",
        ),
        sa.CheckConstraint(
            "(status = 'completed') = (questions IS NOT NULL)"
            " AND (questions IS NULL) = (engine IS NULL)"
            " AND (questions IS NULL) = (profile_version IS NULL)",
            name="questions_made",
        ),
        sa.CheckConstraint(
            "(status = 'failed') = (error_code IS NOT NULL)", name="questions_error"
        ),
        sa.CheckConstraint("count BETWEEN 1 AND 30", name="questions_count"),
        sa.CheckConstraint(
            "char_length(job_description) <= 20000", name="questions_job_description"
        ),
        sa.CheckConstraint("attempts >= 0", name="questions_attempts"),
        sa.ForeignKeyConstraint(["job_id"], ["jobs.job_id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("set_id"),
    )
    op.create_index("questions_by_job", "interview_questions", ["job_id", "set_id"])
    op.create_index("questions_by_user", "interview_questions", ["user_id", "set_id"])
    op.create_index(
        "questions_key",
        "interview_questions",
        ["user_id", "idempotency_key"],
        unique=True,
        postgresql_where=sa.text("idempotency_key IS NOT NULL"),
    )
    op.create_index(
        "questions_unfinished",
        "interview_questions",
        ["user_id", "set_id"],
        postgresql_where=sa.text("completed_at IS NULL"),
    )
