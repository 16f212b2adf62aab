"""The records that every room shares. A record does not act: no methods that read or render."""
