"""Where files will play: one TOML file per target, checked when it is read; a folder of the user's may add to them."""
