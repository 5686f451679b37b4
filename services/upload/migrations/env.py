from libs.db.alembic_env import run
from services.upload.models import metadata

run(metadata)
