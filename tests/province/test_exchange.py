"""The exchange of the evening: nothing is made, nothing is lost, and nobody gives what they need."""

from hypothesis import given
from hypothesis import strategies as st

from coprod.laboratory.province.exchange import DailyReport, Transfer, allocate_aid
from coprod.parameters.codes import ITEMS

UNITS = st.lists(st.integers(0, 30), min_size=len(ITEMS), max_size=len(ITEMS)).map(tuple)


def reports(missing, spare):
    return [DailyReport(number, *both) for number, both in enumerate(zip(missing, spare, strict=True))]


@given(st.lists(st.tuples(UNITS, UNITS), min_size=1, max_size=6))
def test_as_much_as_can_be_is_sent_and_no_more(reported):
    districts = reports(*zip(*reported, strict=True))
    transfers = allocate_aid(districts)
    for item in range(len(ITEMS)):
        of_item = [transfer for transfer in transfers if transfer.item == item]
        for district in districts:
            sent = sum(transfer.units for transfer in of_item if transfer.sender == district.district)
            received = sum(transfer.units for transfer in of_item if transfer.receiver == district.district)
            assert sent <= (0 if district.missing[item] else district.spare[item])
            assert received <= district.missing[item]
        missing = sum(district.missing[item] for district in districts)
        spare = sum(district.spare[item] for district in districts if not district.missing[item])
        assert sum(transfer.units for transfer in of_item) == min(missing, spare)


def test_who_misses_most_is_served_first_by_who_has_most():
    pumps = reports(missing=[(2, 0, 0, 0), (5, 0, 0, 0), (0,) * 4, (0,) * 4],
                     spare=[(9,) * 4, (9,) * 4, (1, 0, 0, 0), (5, 0, 0, 0)])
    assert allocate_aid(pumps) == [Transfer(3, 1, 0, 5), Transfer(2, 0, 0, 1)]
