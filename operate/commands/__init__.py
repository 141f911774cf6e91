"""The commands of `changeover`, one module each."""
