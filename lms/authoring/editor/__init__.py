"""What the pages of the editor are made of: a file's blocks as learners will see them, its problems, and how a form of
one block becomes a change of its lines.

Anchors of a page: `#b<index>` is a block, `#l<line>` a line of the file that begins one or has a problem.
"""
