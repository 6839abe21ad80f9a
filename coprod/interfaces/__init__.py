"""Interfaces 界面: the command line, the dashboard and the generated manual."""
