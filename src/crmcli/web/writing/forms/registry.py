"""Every form there is, by its name."""

from crmcli.web.writing.fields import Form
from crmcli.web.writing.forms import agenda, deals, log, people

FORMS = {spec.name: Form(spec) for spec in (log.LOG, *agenda.FORMS, *people.FORMS, *deals.FORMS)}
