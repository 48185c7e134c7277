"""The heart of the editor in which nobody has to see a mark: text in, text out (pure; no Flask, no database).

`page_blocks.py`     a file as page blocks; `page_blocks(document)`, `find_block(blocks, key)`
`block_edits.py`     `replace_page_block`, `insert_after`, `move`, `remove`: file text → `Edited`
`inline_text.py`     `Run`; `runs_of(markdown)`, `markdown_of(runs, place)`
`plain_text.py`      runs as plain text and lists of words, for pages without script: `plain_of`, `runs_of_plain`
`rich_html.py`       runs as a tiny HTML, for pages with script: `html_of`, `runs_of_html`
`rich_text.py`       `RichText`, one text of a form: several paragraphs of runs; its fields in an HTML form
`form_rows.py`       rows that repeat: `rows_of(fields, "item")`, `with_row_button(fields, button)`
`block_form.py`      `BlockForm`, what a form is; `forms.py` has one for each kind of block:
                     `read_form(block)`, `write_form(values, previous)`, `empty_form(kind)`, `to_fields`, `from_fields`
`question_form.py`   `QuestionValues` and its form for every kind of question
`front_form.py`      the settings at the top of a file as a form
`outline.py`         modules, lessons and quizzes of a folder: add, rename, move, delete

How a page uses it, with or without script:

    document = read_document(path, source).document
    blocks = page_blocks(document)                      # what the editor shows, each rendered by itself
    block = find_block(blocks, key)                     # None: somebody changed or removed it
    values = read_form(block)                           # None: this block has only the tab with its text
    fields = to_fields(values)                          # name → text, for the HTML form
    # a button that adds or moves a row posts back, and nothing is saved:
    fields = with_row_button(request.form, request.form["row"])
    # saving:
    values = from_fields(request.form)
    written = write_form(values, block)                 # written.problems: show the form again, 422
    edited = replace_page_block(source, block.index, written.text)   # edited.problems: the same
    # edited.source is the new file; edited.index the block to return to
"""
