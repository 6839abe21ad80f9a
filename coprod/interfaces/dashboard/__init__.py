"""The dashboard: two worlds, one storm. Students and trainers meet coprod here.

The model runs at full speed and is recorded (:mod:`coprod.interfaces.dashboard.recording`); the browser plays the
recording alone. What the page shows is what its address says (:mod:`coprod.interfaces.dashboard.state`).
"""
