"""Is it right: what others found beside what the codebook finds."""
