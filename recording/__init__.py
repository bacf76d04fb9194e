"""Keeps media, only through an open gate."""
