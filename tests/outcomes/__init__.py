"""What a run came to: co-production, resilience, equity, attribution."""
