"""Institutions 制度: points, desks, approvals, stocks and money."""
