"""What test/vectors/generate.py is made of; one module per kind of vector."""
