"""Other people's tools over our studies: the EMA Workbench, SALib, Mesa's ``batch_run``."""
