"""Agents 主体: one file per kind, each a real Mesa agent; and the rules by which residents take part."""
