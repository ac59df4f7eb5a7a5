"""Helpers of these tests are found from the checkout; the code under test is what is installed before it."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2]))
