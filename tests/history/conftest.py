"""Two states of an account, and what became different between them."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))  # states.py
