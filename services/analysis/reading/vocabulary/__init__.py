"""What a reader of resumes knows: words in six languages, folded as `words.fold` folds."""
