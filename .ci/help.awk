# Prints the targets of a Makefile that have a "## text", grouped by "##@ headings".
BEGIN { FS = ":[^#]*## " }
/^##@ / { printf "\n%s\n", substr($0, 5); grouped = 1 }
/^[a-z-]+:.*## / && grouped { printf "  %-12s %s\n", $1, $2 }
