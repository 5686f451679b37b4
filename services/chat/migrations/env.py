from libs.db.alembic_env import run
from services.chat.models import metadata

run(metadata)
