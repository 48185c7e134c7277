"""What reading a zip file raises that is broken, under a password or packed in an unknown way (pure)."""

import zipfile
import zlib

BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, KeyError, OverflowError, RuntimeError)
