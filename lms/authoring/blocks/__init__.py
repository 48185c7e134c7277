"""The heart of the editor in which nobody has to see a mark: text in, text out (pure; no Flask, no database).

Pages
`page_blocks.py`   a file as page blocks: `page_blocks(document)`, `find_block(blocks, key)`
`block_edits.py`   `replace_page_block`, `insert_after`, `move`, `remove`: text of a file → `Edited`

Texts
`runs.py`          `Run`: characters that look the same; what is no text is kept as written
`inline_reader.py` inline Markdown → runs, by the renderer's own patterns; `inline_writer.py` and `escaping.py` back
`plain_text.py`    runs as plain text with lists of bold, slanted and linked words, for pages without script
`rich_html.py`     runs as a tiny HTML, for pages with script
`rich_text.py`     `RichText`: one text of a form, its Markdown, and its fields in HTML

Forms
`forms.py`         `read_form(block)`, `write_form(values, previous, taken)`, `empty_form(kind)`, `to_fields`,
                   `from_fields`, `with_button(fields, button)`
`*_form.py`        one module for each kind of block; `question_form.py` for questions of every kind, whose answers
                   have the shape of their mark (`list_answers.py`, `gap_answer.py`)
`form_rows.py`     rows that repeat in a form, and the buttons that add, remove and move one
`front_form.py`    the settings of a file as a form; `front_settings.py` reads and writes them

Folders
`outline.py`       modules and items in order; `outline_edits.py` adds, renames, moves and deletes them

How a page uses it, with or without script:

    document = read_document(path, source).document
    blocks = page_blocks(document)                      # what the editor shows, each rendered by itself
    block = find_block(blocks, key)                     # None: somebody changed or removed it
    values = read_form(block)                           # None: this block has only the tab with its text
    fields = to_fields(values)                          # name → text, for the HTML form
    # a button that adds or moves a row posts back, and nothing is saved:
    fields = with_button(request.form, request.form["row"])
    # saving:
    values = from_fields(request.form)                  # None: the form names no kind
    written = write_form(values, block, anchors_of(blocks))          # written.problems: 422, the form again
    edited = replace_page_block(source, block.index, written.text)   # edited.problems: the same
    # edited.source is the new file, edited.index the block to return to
"""
