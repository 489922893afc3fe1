"""A report file becomes passages."""
