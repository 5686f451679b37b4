"""A job's steps touch no index: what is unfinished is told by `completed_at`, not by `status`.

A status named in an index's predicate made every step of every job rewrite all eight indexes.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_PARTIAL = {
    "jobs_out": (["user_id"], "dispatch_id IS NOT NULL AND completed_at IS NULL"),
    "jobs_unfinished": (["user_id", "job_id"], "completed_at IS NULL"),
    "jobs_queue": (["queued_at", "job_id"], "dispatch_id IS NULL AND completed_at IS NULL"),
    "jobs_waiting": (
        ["user_id", "queued_at", "job_id"],
        "dispatch_id IS NULL AND completed_at IS NULL",
    ),
}


def upgrade() -> None:
    op.create_check_constraint(
        "jobs_completed_at",
        "jobs",
        "(completed_at IS NOT NULL) = (status IN ('completed', 'failed', 'cancelled'))",
    )
    for name, (columns, predicate) in _PARTIAL.items():
        op.drop_index(name, "jobs")
        op.create_index(name, "jobs", columns, postgresql_where=sa.text(predicate))
    op.drop_index("jobs_key", "jobs")
    op.create_index(
        "jobs_key",
        "jobs",
        ["user_id", "idempotency_key"],
        unique=True,
        postgresql_where=sa.text("idempotency_key IS NOT NULL"),
    )
    # Room for a job's steps on the page of its row, which is what keeps them out of the indexes.
    op.execute("ALTER TABLE jobs SET (fillfactor = 60)")
