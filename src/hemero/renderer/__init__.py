"""The renderer: one Page, at most its own articles, one theme → bytes. It knows no archive."""
