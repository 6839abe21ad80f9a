"""Studies of the policy questions X1 to X18, each with a page of what was found."""
