"""The long-term field 长期场域: trust, learning, plans, targets and staff, week by week, and what emergencies leave behind."""
