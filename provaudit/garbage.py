"""How often Python looks for garbage in processes that are ours alone."""

import gc


def collect_rarely() -> None:
    """Have Python look for garbage in cycles a hundredth as often: for a process of our own, not a caller's.

    Reading rules and matching words makes millions of small objects, hardly any of them in cycles: looking for those
    took a tenth of an audit's time.
    """
    gc.set_threshold(100_000, 20, 100)


def leave_garbage() -> None:
    """Have Python look for no garbage at the end of a process of our own: what is left goes with it.

    That took a tenth of a second after some hundred rules were checked.
    """
    gc.freeze()
