"""Where files will play: one TOML file per target, checked when it is read; users may add their own."""
