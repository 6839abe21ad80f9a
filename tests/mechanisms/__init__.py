"""Every row of the inventory: its direction and its exact zero."""
