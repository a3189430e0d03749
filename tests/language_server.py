"""Speaks to yaml-language-server, the checker behind VS Code's YAML extension, over its standard streams."""

import json
import os
import shutil
import subprocess
from pathlib import Path

VARIABLE = "YAML_LANGUAGE_SERVER"
"""The environment variable that names the server's script where it is not on the path."""


def server():
    """Return the command that starts the server, or null where node or the server is not installed."""
    script = os.environ.get(VARIABLE) or shutil.which("yaml-language-server")
    node = shutil.which("node")
    return [node, str(Path(script).resolve()), "--stdio"] if node and script else None


class Editor:
    """An editor with one file open, as a context."""

    def __init__(self, command, path):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.uri, self.asked = path.as_uri(), 0
        self.ask("initialize", processId=None, rootUri=path.parent.as_uri(), capabilities={})
        self._send({"method": "initialized", "params": {}})
        opened = {"uri": self.uri, "languageId": "yaml", "version": 1, "text": path.read_text("utf-8")}
        self._send({"method": "textDocument/didOpen", "params": {"textDocument": opened}})
        shown = self._until(lambda message: message.get("method") == "textDocument/publishDiagnostics")
        self.diagnostics = shown["params"]["diagnostics"]

    def __enter__(self):
        return self

    def __exit__(self, *_raised):
        self.process.kill()
        self.process.communicate()

    def at(self, method, line, character):
        """Return what the server says of a place, counted from 0."""
        place = {"line": line, "character": character}
        return self.ask(f"textDocument/{method}", textDocument={"uri": self.uri}, position=place)

    def ask(self, method, **params):
        """Return the server's answer."""
        self.asked += 1
        number = self.asked
        self._send({"id": number, "method": method, "params": params})
        return self._until(lambda message: message.get("id") == number and "method" not in message)["result"]

    def _until(self, wanted):
        while not wanted(message := self._read()):
            if "method" in message and "id" in message:  # it asks for settings: there are none
                items = message["params"].get("items", [])
                self._send({"id": message["id"], "result": [None for _ in items]})
        return message

    def _send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self.process.stdin.flush()

    def _read(self):
        length = 0
        while line := self.process.stdout.readline().strip():
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        if not length:
            raise EOFError("the language server has ended")
        return json.loads(self.process.stdout.read(length))
