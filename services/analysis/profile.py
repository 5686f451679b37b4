from libs.profile.model import *  # noqa: F403 - moved; importers follow
