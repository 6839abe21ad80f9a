"""The chapters of the story that outcomes tell, one file each."""
