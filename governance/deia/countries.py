"""Where data may go without a tool for the transfer (GDPR Art. 44 and 45), by the English names in the register.

The United States are left out: there, adequacy holds for certified firms alone.
"""

EEA_AND_UK = frozenset(
    {
        "austria", "belgium", "bulgaria", "croatia", "cyprus", "czechia", "denmark", "estonia", "finland", "france",
        "germany", "greece", "hungary", "iceland", "ireland", "italy", "latvia", "liechtenstein", "lithuania",
        "luxembourg", "malta", "netherlands", "norway", "poland", "portugal", "romania", "slovakia", "slovenia",
        "spain", "sweden", "united kingdom", "the netherlands", "czech republic", "great britain", "uk",
    }
)  # fmt: skip
ADEQUATE = frozenset(
    {
        "andorra", "argentina", "brazil", "canada", "faroe islands", "guernsey", "isle of man", "israel", "japan",
        "jersey", "new zealand", "south korea", "switzerland", "uruguay",
    }
)  # fmt: skip
"""Decisions of the European Commission in force in 2026 (specification 5.7)."""


def named(country: str) -> str:
    return country.strip().casefold()
