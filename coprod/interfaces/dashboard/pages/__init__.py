"""The pages: what each shows, as data for the parts that draw it."""
