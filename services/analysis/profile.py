from libs.profile.model import *
