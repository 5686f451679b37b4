"""The one-machine default: the whole system as processes of one checkout, data under `.vitae/`."""
