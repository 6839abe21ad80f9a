"""What agents decide: default rules against theory, alternatives against the default, the one against the many."""
