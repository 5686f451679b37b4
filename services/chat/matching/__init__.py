"""Whether two questions ask the same: what vectors can't tell, words can."""
