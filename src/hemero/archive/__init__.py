"""The archive knows all Cards; it never sees a file and never writes HTML.

`links.link_archive` finds what each article has to do with the others; `plan.plan_archive`
lays out every page of the site. Neither depends on the order in which Cards arrive.
"""
