"""Which sectors and regions of the world of work a corpus covers, from its free-text fields."""

from __future__ import annotations

import re

#: Sector by what its name in a record holds; the first that fits counts.
_SECTORS = {
    "hospitality": r"hotel|hospitality|casino|coffee|restaurant|tourism|travel|leisure",
    "fire and police": r"fire|police|prison|probation|correction",
    "health": r"health|hospital|nurs|ambulance|paramedic|doctor|(?:\w+[ -])*care\b|pharmac|medical|disab",
    "schools": r"school|teacher|childcare",
    "universities and colleges": r"universit|college|higher ed|further ed|adult ed|education",
    "post": r"post|parcel|courier",
    "rail": r"rail|underground|locomotive|tram",
    "bus and city transit": r"bus|transit|local transport",
    "air": r"air|aviation",
    "sea and ports": r"ports?\b|ferr|ship|dock|tug|offshore shipping",
    "energy and water": r"energy|electric|water|power|nuclear|gas\b|oil\b|petrol|refiner|offshore|utilit|fuel",
    "media and culture": r"media|newspaper|broadcast|film|theat|opera|orchestra|museum|arts|librar|cinema|zoo|video game|sport",
    "tech and telecoms": r"tele|tech|communications|call cent|electronics",
    "retail and warehouses": r"retail|supermarket|grocer|warehous|logistic|distribution",
    "construction and housing": r"construct|housing|cement|concrete|joinery|property|building",
    "road haulage": r"haulage|truck|road freight|tanker|transport",
    "mining": r"mining|quarry|diamond",
    "refuse": r"refuse|waste|sanitation",
    "civil service": r"civil|border|customs|tax|court|judiciary|defence|federal|state",
    "councils and public services": r"council|local gov|public|city|county|government|parking|roads|community|charity",
    "banks and insurance": r"bank|financ|insur",
    "manufacturing": r"manufact|steel|metal|auto|motor|car |aero|engineer|food|drink|brew|distill|sugar|dairy|meat|paper"
    r"|plastic|tyre|tire|plant|alumin|smelt|machin|parts|cloth|leather|glass|ceramic|chemical|tea\b|bak|industr|wood|forest|gold|garment",
}
#: The sectors, and the countries, that the project set out to cover.
WANTED_SECTORS = tuple(_SECTORS)
WANTED_REGIONS = (
    *("United Kingdom", "Ireland", "United States", "Canada", "Australia", "New Zealand"),
    *("South Africa", "Nigeria", "Ghana", "Kenya", "India", "continental Europe"),
)

_UK = (
    "UK|United Kingdom|England|Scotland|Wales|Northern Ireland|Britain|Isle of Man|Jersey|Guernsey"
)
_REGIONS = {
    "United Kingdom": _UK,
    "Ireland": "Ireland",
    "United States": "US|USA|United States",
    **{name: name for name in WANTED_REGIONS[3:-1]},
    "continental Europe": "Germany|France|Netherlands|Belgium|Finland|Norway|Sweden|Denmark|Poland|Portugal|Italy"
    "|Spain|Malta|Cyprus|Greece|Iceland|Austria|Switzerland|Hungary|Czech|Europe|Luxembourg|Romania|Bulgaria",
}


def sector_group(sector: str | None) -> str:
    """The group a record's sector belongs to; ``other`` where none fits.

    >>> sector_group("hospital cleaning"), sector_group("light rail")
    ('health', 'rail')
    """
    name = (sector or "").casefold()
    return next(
        (group for group, words in _SECTORS.items() if re.search(rf"\b(?:{words})", name)), "other"
    )


def region(country: str | None) -> str:
    """The region a record's country belongs to; ``elsewhere`` where none fits.

    >>> region("Scotland"), region("Northern Ireland"), region("Malta"), region("Fiji")
    ('United Kingdom', 'United Kingdom', 'continental Europe', 'elsewhere')
    """
    name = country or ""
    return next(
        (group for group, names in _REGIONS.items() if re.search(rf"\b(?:{names})\b", name)),
        "elsewhere",
    )
