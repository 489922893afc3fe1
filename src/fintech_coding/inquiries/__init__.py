"""What can be asked of an output folder besides its tables: a module for each question."""
