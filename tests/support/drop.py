"""Drops a file on a window by XDND, as a file manager would; for bare displays, too.

    drop.py WINDOW FILE      ends with 0 once the window says that it has taken the file
"""

import pathlib
import select
import sys
import time

from Xlib import X, Xatom, display
from Xlib.protocol import event

VERSION = 5  # of XDND
PATIENCE = 15  # seconds for an answer

screen = display.Display()
target = screen.create_resource_object("window", int(sys.argv[1]))
uri = pathlib.Path(sys.argv[2]).resolve().as_uri()
source = screen.screen().root.create_window(0, 0, 1, 1, 0, X.CopyFromParent)


def atom(name):
    return screen.intern_atom(name)


def tell(message, *values):
    """Sends the target one of XDND's messages; each begins with who drags."""
    data = [source.id, *values] + [0] * (4 - len(values))
    target.send_event(
        event.ClientMessage(window=target, client_type=atom(message), data=(32, data))
    )


def answer(request):
    """Hands the file's address to who has asked for it."""
    request.requestor.change_property(
        request.property, request.target, 8, f"{uri}\r\n".encode()
    )
    request.requestor.send_event(
        event.SelectionNotify(
            time=request.time,
            requestor=request.requestor,
            selection=request.selection,
            target=request.target,
            property=request.property,
        )
    )


def events():
    """What comes from the display; the end of patience ends the program."""
    deadline = time.monotonic() + PATIENCE
    while True:
        while screen.pending_events():
            yield screen.next_event()
        if not select.select([screen], [], [], max(0, deadline - time.monotonic()))[0]:
            sys.exit("The window doesn't answer.")


def main():
    if not target.get_full_property(atom("XdndAware"), Xatom.ATOM):
        sys.exit("The window takes no drops.")
    source.set_selection_owner(atom("XdndSelection"), X.CurrentTime)
    tell("XdndEnter", VERSION << 24, atom("text/uri-list"))
    tell("XdndPosition", 0, 600 << 16 | 300, X.CurrentTime, atom("XdndActionCopy"))
    for found in events():
        if found.type == X.SelectionRequest:
            answer(found)
            # In the order in which they are sent, so that the window has the address by then.
            tell("XdndDrop", 0, X.CurrentTime)
        elif found.type != X.ClientMessage:
            continue
        elif found.client_type == atom("XdndStatus") and not found.data[1][1] & 1:
            sys.exit("The window refuses the file.")
        elif found.client_type == atom("XdndFinished"):
            sys.exit(0 if found.data[1][1] & 1 else "The window has not taken the file.")


main()
