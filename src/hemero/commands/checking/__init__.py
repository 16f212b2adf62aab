"""A built site looked over as readers, machines and hosts take it. Knows files, not articles."""
