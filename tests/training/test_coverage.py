"""Sectors and regions from what records say, as reports word them."""

from __future__ import annotations

import pytest

from training.coverage import region, sector_group


@pytest.mark.parametrize(
    ("sector", "group"),
    [
        ("hospitality", "hospitality"),
        ("hospital cleaning", "health"),
        ("long-term care", "health"),
        ("auto parts", "manufacturing"),
        ("dairy", "manufacturing"),
        ("parking enforcement", "councils and public services"),
        ("sports leagues", "media and culture"),
        ("airports", "air"),
        ("ferry", "sea and ports"),
        ("school bus", "schools"),
        ("offshore", "energy and water"),
        ("police and corrections", "fire and police"),
        ("minimum wage", "other"),
        (None, "other"),
    ],
)
def test_a_sector_is_grouped(sector, group):
    assert sector_group(sector) == group


@pytest.mark.parametrize(
    ("country", "place"),
    [
        ("Northern Ireland", "United Kingdom"),
        ("England, Wales and Northern Ireland", "United Kingdom"),
        ("Ireland", "Ireland"),
        ("US", "United States"),
        ("Australia", "Australia"),
        ("Austria", "continental Europe"),
        ("Fiji", "elsewhere"),
        (None, "elsewhere"),
    ],
)
def test_a_country_is_placed(country, place):
    assert region(country) == place
