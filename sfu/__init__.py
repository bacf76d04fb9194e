"""Datagrams in, datagrams out: an SFU that forwards and never decodes."""
