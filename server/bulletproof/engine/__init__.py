"""Watcher, queue and pipeline: the way of a file."""
