"""The book in a browser: pages made of reports, as records; those as HTML; and who serves them.

`views` knows no HTML, `html` no HTTP. A command's start never imports it.
"""
