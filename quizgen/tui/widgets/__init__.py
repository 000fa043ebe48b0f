"""One widget a module; a widget owns its look, its state and its messages."""
