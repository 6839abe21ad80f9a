"""What holds the project together: pins, make targets, documents, glossary."""
