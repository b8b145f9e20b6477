"""The pages of docs/ as tests: their books are written down, their commands run, their outputs compared."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))  # runner.py and tables.py
