"""The loader knows one source, never the archive: it reads a file and judges its lines."""
