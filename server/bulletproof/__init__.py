"""Bulletproof: folders in, verified show files out."""
