"""What a folder held on the day it was sealed, so that the playback machine can prove that it still does.

Written as an ASC MHL history (the film trade's media hash lists, version 2.0) and as a plain sha256sum list.
"""
