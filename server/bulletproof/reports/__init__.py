"""Reports for people: each one self-contained HTML file that can be mailed, printed and kept."""
