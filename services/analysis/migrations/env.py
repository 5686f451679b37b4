from libs.db.alembic_env import run
from services.analysis.models import metadata

run(metadata)
