"""Forms that write: what is typed becomes a request of the application, is shown as it would be
written, made, and taken back. Imported only with `crm serve --write`.
"""
