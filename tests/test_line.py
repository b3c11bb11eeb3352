from __future__ import annotations

import asyncio
from threading import Thread

from assistant.domain import Waiting
from assistant.models.line import Line, Place
from assistant.ui.telling import waiting
from assistant.ui.wording import Wording

EN = Wording.of("en")


def test_as_many_are_served_as_there_are_places_and_the_others_hear_what_is_before_them() -> None:
    async def scenario() -> None:
        line = Line(2)
        first, second, third, fourth = (line.join(str(n)) for n in range(4))
        assert [place.waiting for place in (first, second)] == [None, None]
        assert [place.waiting for place in (third, fourth)] == [Waiting(2), Waiting(3)]
        first.leave()
        await asyncio.wait_for(third.moved(), 1)
        assert third.waiting is None
        assert fourth.waiting is not None
        assert fourth.waiting.ahead == 2
        assert fourth.waiting.seconds is not None
        second.leave()
        assert fourth.waiting is None

    asyncio.run(scenario())


def test_whoever_asks_much_stands_behind_those_who_ask_little() -> None:
    async def scenario() -> None:
        line = Line(1)
        many = [line.join("many") for _ in range(5)]
        other, another = line.join("other"), line.join("another")
        order = [*many, other, another]
        seen = []
        while order:
            served = next(place for place in order if place.waiting is None)
            seen.append(served.asker)
            order.remove(served)
            served.leave()
        assert seen == ["many", "other", "another", "many", "many", "many", "many"]

    asyncio.run(scenario())


def test_whoever_goes_away_holds_nobody_up() -> None:
    async def scenario() -> None:
        line = Line(1)
        first, second, third = (line.join() for _ in range(3))
        second.leave()
        second.leave()
        first.leave()
        assert third.waiting is None

    asyncio.run(scenario())


def test_whoever_waits_is_told_seldom_and_is_served_at_once() -> None:
    async def scenario() -> None:
        line = Line(1)
        places = [line.join(str(n)) for n in range(4)]
        last, told = places[-1], 0
        for place in places[:2]:
            moved = asyncio.ensure_future(last.moved())
            place.leave()
            await asyncio.sleep(0.05)
            told += moved.done()
            moved.cancel()
        moved = asyncio.ensure_future(last.moved())
        places[2].leave()
        await asyncio.wait_for(moved, 0.5)
        assert (told, last.waiting) == (0, None)

    asyncio.run(scenario())


def test_the_time_is_that_of_the_turns_before() -> None:
    async def scenario() -> None:
        line = Line(1)
        first = line.join()
        await asyncio.sleep(0.2)
        first.leave()
        line.join()
        waiting = [line.join().waiting for _ in range(3)]
        seconds = [one.seconds for one in waiting if one and one.seconds]
        assert [round(one / seconds[0]) for one in seconds] == [1, 2, 3]
        assert 0.15 < seconds[0] < 1

    asyncio.run(scenario())


def test_places_of_several_event_loops_are_one_line() -> None:
    line, order = Line(1), []

    async def one(name: str) -> None:
        place: Place = line.join(name)
        while place.waiting:
            await place.moved()
        await asyncio.sleep(0.05)
        order.append(name)
        place.leave()

    threads = [Thread(target=lambda n=n: asyncio.run(one(str(n)))) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert sorted(order) == list("012345")


def test_waiting_is_told_in_words() -> None:
    assert waiting(None, EN) == ""
    assert waiting(Waiting(1), EN) == "1 question is answered before yours."
    assert waiting(Waiting(3, 41.0), EN) == "3 questions are answered before yours: about 40 seconds."
    assert waiting(Waiting(50, 300.0), EN) == "50 questions are answered before yours: about 5 minutes."
