"""What the attacks share."""

from tests.browser.conftest import chromium as chromium
