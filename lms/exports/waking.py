"""Tells the thread that makes exports that there may be some, once they are committed."""

import threading

news = threading.Event()
