"""The public shape of a profile, shared by who writes it and who shows it."""
