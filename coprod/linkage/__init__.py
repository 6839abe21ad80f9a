"""Linkage 联动: how levels and departments act together: approvals, information, aid, dispatch, escalation."""
