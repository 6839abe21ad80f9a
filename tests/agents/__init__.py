"""What agents decide, rule by rule."""
