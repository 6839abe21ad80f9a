"""Warnings, rumour, slow stocks and what institutions add to them (B14–B16)."""
