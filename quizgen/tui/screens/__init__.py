"""One screen a module; screens only coordinate."""
