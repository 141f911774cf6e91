"""How fast it is, next to other ways to do the same, in one run on one machine.

`make bench` prints ratios of medians; a time alone says more about the machine than about the code.
"""
