"""A small application in two generations, to stand behind the edge: see ../README.md."""
