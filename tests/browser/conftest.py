"""A real Chromium, wherever the machine has one."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright import sync_api

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def find_chromium(bundled: str) -> str | None:
    """The executable to drive: one on the PATH, else the one that playwright brought."""
    for name in NAMES:
        if found := shutil.which(name):
            return found
    return bundled if Path(bundled).exists() else None


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A running browser; the test is skipped where there is none to run."""
    with sync_api.sync_playwright() as playwright:
        executable = find_chromium(playwright.chromium.executable_path)
        if executable is None:
            pytest.skip(f"no Chromium on this machine (looked for {', '.join(NAMES)})")
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def tab(chromium: Any) -> Iterator[Any]:
    """A fresh page of 1280 by 800 pixels. `faults` on it lists what went wrong while it was
    open: console errors, script errors, failed requests (but not those that leaving the page
    cut short)."""
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.faults = []
    page.on("console", lambda m: page.faults.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.on("requestfailed", lambda request: page.faults.extend(_failure(request)))
    yield page
    context.close()


def _failure(request: Any) -> list[str]:
    cut_short = request.failure and "ERR_ABORTED" in request.failure
    return [] if cut_short else [f"{request.failure}: {request.url}"]
