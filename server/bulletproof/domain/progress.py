"""How fast an encode is, and when it will be done: nothing is promised before enough is known."""

from dataclasses import dataclass

KNOWN_FROM_S = 3.0
KNOWN_FROM_FRACTION = 0.02
_SHORTEST_LOOK_S = 0.001  # a speed over less is no speed, and over next to nothing it is infinite
_WEIGHT = 0.15  # of the newest look: about the last seven count


@dataclass(slots=True)
class Pace:
    """Smooths the speed over the looks, so that the shown time does not jump about."""

    duration_s: float | None
    """Of the source; None: not known, so neither is when it ends."""
    _speed: float | None = None
    _at_s: float = 0.0
    _position_s: float = 0.0

    def observe(self, position_s: float, *, elapsed_s: float) -> None:
        """`elapsed_s`: time that the encode has had, without what it stood frozen."""
        passed_s = elapsed_s - self._at_s
        if passed_s < _SHORTEST_LOOK_S:
            return
        newest = max(position_s - self._position_s, 0.0) / passed_s
        self._speed = newest if self._speed is None else self._speed + _WEIGHT * (newest - self._speed)
        self._at_s, self._position_s = elapsed_s, position_s

    def fraction_at(self, position_s: float) -> float | None:
        if not self.duration_s:
            return None
        return min(max(position_s / self.duration_s, 0.0), 1.0)

    @property
    def eta_s(self) -> float | None:
        """Seconds until the encode ends; None until 3 s have passed or 2 % are done. Never negative."""
        fraction = self.fraction_at(self._position_s)
        if fraction is None or self.duration_s is None or not self._speed:
            return None
        if self._at_s < KNOWN_FROM_S and fraction < KNOWN_FROM_FRACTION:
            return None
        return max(self.duration_s - self._position_s, 0.0) / self._speed
