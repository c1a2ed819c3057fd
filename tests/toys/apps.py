from django.apps import AppConfig

from governance.core import policy
from governance.core.policy import Access
from governance.core.roles import HELD, Role


class ToysConfig(AppConfig):
    name = "tests.toys"
    label = "toys"
    verbose_name = "Toys"

    def ready(self) -> None:
        policy.matrix["toys.Toy"] = Access(
            view=(Role.OWNER, *HELD),
            add=(Role.STEWARD,),
            change=(Role.OWNER, Role.STEWARD),
            secret=(Role.PRIVACY_LEAD,),
        )
