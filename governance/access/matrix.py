"""Who may do what, as one table. A line for each kind of record; parts follow their record."""

from governance.core.policy import Access, Matrix
from governance.core.roles import Role

OWNER, LEAD, STEWARD, MEMBER, CHAIR, DIRECTOR, AUDITOR = Role
EVERYONE = (OWNER, LEAD, STEWARD, MEMBER, CHAIR, DIRECTOR, AUDITOR)
KEEPERS = (LEAD, STEWARD)
TRUSTED = (LEAD, AUDITOR)

MATRIX = Matrix({
    "people.User":                  Access(view=EVERYONE, add=(LEAD,),    change=(LEAD,)),
    "people.Organisation":          Access(view=EVERYONE, add=(LEAD, DIRECTOR), change=(LEAD, DIRECTOR)),
    "persons.DataSubject":          Access(view=TRUSTED,                      change=(LEAD, DIRECTOR)),
    "law.Rule":                     Access(view=EVERYONE, add=(LEAD,),    change=(LEAD,)),
    "questionnaires.Questionnaire": Access(view=EVERYONE, add=(LEAD,),    change=(LEAD,),                secret=TRUSTED),
    "committee.Committee":          Access(view=EVERYONE, add=(LEAD,),    change=(OWNER, LEAD),          secret=TRUSTED),
    "committee.Proposal":           Access(view=EVERYONE, add=EVERYONE,   change=(OWNER,),               secret=TRUSTED),
    "committee.Meeting":            Access(view=EVERYONE, add=(LEAD, CHAIR), change=(OWNER, LEAD, CHAIR), secret=TRUSTED),
    "committee.Condition":          Access(view=EVERYONE,                 change=(OWNER,),               secret=TRUSTED),
    "deia.Assessment":              Access(view=EVERYONE,                 change=(OWNER, LEAD),          secret=TRUSTED),
    "inventory.System":             Access(view=EVERYONE, add=KEEPERS,    change=(OWNER, *KEEPERS),      secret=TRUSTED),
    "inventory.DataAsset":          Access(view=EVERYONE, add=KEEPERS,    change=(OWNER, *KEEPERS),      secret=TRUSTED),
    "inventory.ProcessingActivity": Access(view=EVERYONE, add=KEEPERS,    change=(OWNER, *KEEPERS),      secret=TRUSTED),
    "inventory.DataAudit":          Access(view=EVERYONE, add=(LEAD,),    change=(OWNER, LEAD),          secret=TRUSTED),
    "vendors.Vendor":               Access(view=EVERYONE, add=KEEPERS,    change=(OWNER, *KEEPERS),      secret=TRUSTED),
    "vendors.Agreement":            Access(view=EVERYONE, add=KEEPERS,    change=(OWNER, *KEEPERS),      secret=TRUSTED),
    "incidents.Incident":           Access(view=EVERYONE, add=EVERYONE,   change=(OWNER, *KEEPERS),      secret=TRUSTED),
    "incidents.Action":             Access(view=EVERYONE, add=EVERYONE,   change=(OWNER, *KEEPERS),      secret=TRUSTED),
})  # fmt: skip
