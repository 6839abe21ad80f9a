"""The long-term field 长期场域: habit, trust, learning, plans, targets and staff, week by week."""
