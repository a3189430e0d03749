"""The tree of errors. A command catches `ProvauditError`, prints it and exits with 2; anything else is a bug."""


class ProvauditError(Exception):
    """The user's input, rule or setting is wrong. The message says what, where, and what would be right."""


class InputError(ProvauditError):
    """A path, column or option given by the user cannot be used."""


class RuleError(ProvauditError):
    """One or more rule files are wrong; the message lists every fault as `file:line:column: …`."""


class StorageError(ProvauditError):
    """The disk has no room, or may not be written: the message says what would help."""


class WorkerError(ProvauditError):
    """A process that shared the work is gone, or none may be started: the message says why that happens."""


class DocumentError(ProvauditError):
    """A file that should be an audit document is not one."""


class FrameError(Exception):
    """A step was handed a table without the columns it declares: a bug in the caller, never the user's fault."""
