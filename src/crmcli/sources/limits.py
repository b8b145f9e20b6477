"""How much of somebody else's files is read, all in one place."""

from crmcli.imports import table

MB = 1 << 20
FILE = 256 * MB  # bytes of one file, or of one file out of a zip
ALL = 1024 * MB  # bytes of all files of a run
FILES = 1000  # of a folder or a zip
RATIO = 400  # times that a large entry of a zip may grow; sheets of one value grow 200 times
GROWN = 8 * MB  # from where on an entry is large
CELLS = 10_000_000  # of a sheet of a workbook, from its first to its last, empty ones between too
COLUMNS = table.COLUMNS  # of any table
ROWS = 1_048_576  # of any table; what a sheet of a spreadsheet has
