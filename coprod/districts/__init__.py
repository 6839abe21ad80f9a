"""A district of one's own: its communities, streets, stations and borders, read from tables and a map."""
