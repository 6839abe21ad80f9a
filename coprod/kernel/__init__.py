"""The kernel 内核: streams of chance, columns, records, the calendar, arrivals, queues and stocks; nothing of the town."""
