"""Foreign files: people, companies, deals and what happened become records."""

from crmcli.commands.write.importing import sources
from crmcli.commands.write.importing.files import import_

__all__ = ["import_", "sources"]
