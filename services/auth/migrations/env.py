from libs.db.alembic_env import run
from services.auth.models import metadata

run(metadata)
