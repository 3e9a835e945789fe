"""The files of release 3: they load as they are, and are written so that it could read them too."""
