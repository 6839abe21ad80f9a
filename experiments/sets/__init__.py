"""The towns that every study of `experiments/` is made in: the default one, and three that fit what is known as well."""
