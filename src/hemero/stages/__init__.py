"""The two long stages of a build, what they may skip, and the time they take."""
