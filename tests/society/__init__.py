"""Warnings, rumour, slow stocks and what institutions add to them (note:B14–note:B16)."""
