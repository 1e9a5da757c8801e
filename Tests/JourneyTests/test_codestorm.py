"""Guessing by many at once, on a real server that is killed meanwhile."""

from support.storm import Storm


def test_killed_between_the_tries_it_still_counts_five(service, box):
    """IV-04: 100 guesses at once, a kill -9 in the middle: each try is given once, and the right code as the sixth fails."""
    storm = Storm(service, box, people=2)
    for address, alone in zip(storm.people, (0, 4)):
        kills = iter([service.kill])
        storm.round(address, 100, lambda: next(kills, lambda: None)(), alone=alone)
    assert storm.counts["kills"] == 6
    assert storm.counts["answers that told of a comparison"] <= 8
