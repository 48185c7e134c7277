"""The browser of this machine."""

from playwright.sync_api import Browser, Playwright

PATIENCE = 120_000  # milliseconds; machines are sometimes busy with other things


def launch(playwright: Playwright) -> Browser:
    """Chromium without what only a desk needs."""
    quiet = ["--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
    return playwright.chromium.launch(
        executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-dev-shm-usage", *quiet]
    )
