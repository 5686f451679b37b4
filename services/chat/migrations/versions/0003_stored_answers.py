"""Stored answers: questions whose answers may be given again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "qa_pairs",
        sa.Column("pair_id", sa.Uuid(as_uuid=False), primary_key=True),
        sa.Column("user_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("job_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("upload_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("profile_version", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("set_id", sa.Uuid(as_uuid=False)),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("question_key", sa.LargeBinary, nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("citations", postgresql.JSONB, nullable=False),
        sa.Column("engine", sa.Text, nullable=False),
        sa.Column("model", sa.Text, nullable=False),
        sa.Column("vector", sa.LargeBinary, nullable=False),
        sa.Column(
            "kept_at", sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now()
        ),
        sa.CheckConstraint("source IN ('interview', 'chat')", name="pair_source"),
        sa.CheckConstraint("(source = 'interview') = (set_id IS NOT NULL)", name="pair_set_id"),
        sa.CheckConstraint("char_length(question) BETWEEN 1 AND 4000", name="pair_question"),
        sa.CheckConstraint("char_length(answer) BETWEEN 1 AND 16000", name="pair_answer"),
    )
    op.create_index(
        "pair_questions", "qa_pairs", ["job_id", "user_id", "question_key"], unique=True
    )
    op.create_index("pairs_by_upload", "qa_pairs", ["upload_id"])
    op.create_index("pairs_by_user", "qa_pairs", ["user_id"])
    op.create_index("pairs_by_model", "qa_pairs", ["model", "pair_id"])
