"""Fields 场域: where things flow, wait, decay and are counted; agents decide, fields carry out."""
