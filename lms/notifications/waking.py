"""Tells the thread that sends mail that there may be some, once what is to be told is committed."""

import threading

news = threading.Event()
