"""Validate: findings as text for people, and as JSON, SARIF and annotations for machines."""

from .github import render_github
from .json import render_json
from .sarif import render_sarif
from .text import render_text

__all__ = ["render_github", "render_json", "render_sarif", "render_text"]
