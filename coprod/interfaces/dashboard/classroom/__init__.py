"""Class mode: a trainer asks, phones guess and set policies, and everybody sees the results when the question is closed.

The room is a state machine without a screen (:mod:`~coprod.interfaces.dashboard.classroom.room`); what each page may see
of it is made in :mod:`~coprod.interfaces.dashboard.classroom.views`. Nothing is written anywhere.
"""
