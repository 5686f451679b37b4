from libs.db.alembic_env import run
from services.export.models import metadata

run(metadata)
