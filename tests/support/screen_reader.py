"""A screen reader's part: reads the window's tree through AT-SPI, and acts on it."""

import os
import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

PATIENCE = float(os.environ.get("RNNSCOPE_PATIENCE", "15"))
INPUTS = {
    Atspi.Role.PUSH_BUTTON,
    Atspi.Role.TOGGLE_BUTTON,
    Atspi.Role.CHECK_BOX,
    Atspi.Role.RADIO_BUTTON,
    Atspi.Role.COMBO_BOX,
    Atspi.Role.SLIDER,
    Atspi.Role.SPIN_BUTTON,
    Atspi.Role.ENTRY,
    Atspi.Role.IMAGE,
}
announced = []


def wait(seconds):
    """Lets events come in."""
    end = time.monotonic() + seconds
    context = GLib.MainContext.default()
    while time.monotonic() < end:
        while context.pending():
            context.iteration(False)
        time.sleep(0.02)


def until(find):
    """What `find` finds, as soon as it does; nothing after all patience."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            found = find()
        except GLib.Error:
            # What was there a moment ago has gone.
            found = None
        if found:
            return found
        wait(0.1)
    return None


def application():
    """The program, which is all there is on this desktop."""
    desktop = Atspi.get_desktop(0)
    for place in range(desktop.get_child_count()):
        child = desktop.get_child_at_index(place)
        if child is not None and child.get_child_count() > 0:
            return child
    return None


def walk(node):
    """A node and all below it."""
    yield node
    for place in range(node.get_child_count()):
        child = node.get_child_at_index(place)
        if child is not None:
            yield from walk(child)


def find(role, name):
    """The node of this role and name."""
    app = application()
    if app is None:
        return None
    for node in walk(app):
        if node.get_role() == role and node.get_name() == name:
            return node
    return None


def tree_is_named():
    """Every input and every picture has a name, every plot a sentence."""
    app = until(application)
    if app is None:
        return False, "no program"
    nodes = [(node, node.get_role()) for node in walk(app)]
    inputs = [node for node, role in nodes if role in INPUTS]
    nameless = [node.get_role_name() for node in inputs if not node.get_name()]
    pictures = [node for node, role in nodes if role == Atspi.Role.IMAGE]
    silent = [node.get_name() for node in pictures if not node.get_description()]
    seen = f"{len(nodes)} nodes, {len(inputs)} inputs, {len(pictures)} pictures"
    if len(inputs) < 20 or nameless or silent or not pictures:
        return False, f"{seen}; nameless {nameless}, silent {silent}"
    told = [f"{node.get_name()}: {node.get_description()}" for node in pictures]
    return True, "; ".join([seen, *told])


def pause_is_pressed():
    """The button pauses, and the one that goes on takes its place."""
    pause = until(lambda: find(Atspi.Role.PUSH_BUTTON, "Pause"))
    if pause is None:
        return False, "no such button"
    if Atspi.Action.get_n_actions(pause) == 0 or not Atspi.Action.do_action(pause, 0):
        return False, "it can't be pressed"
    return until(lambda: find(Atspi.Role.PUSH_BUTTON, "Run")) is not None, "then there is Run"


def pause_is_announced():
    """What paused is said without a look at the window."""
    heard = until(lambda: [text for text in announced if text.startswith("Pause at step")])
    return heard is not None, "; ".join(announced)


def rate_is_set():
    """The learning rate goes where it is put, and says so."""
    slider = until(lambda: find(Atspi.Role.SLIDER, "learning rate"))
    if slider is None:
        return False, "no such slider"
    before = Atspi.Value.get_current_value(slider)
    least, most = Atspi.Value.get_minimum_value(slider), Atspi.Value.get_maximum_value(slider)
    Atspi.Value.set_current_value(slider, 0.005)

    def is_set():
        now = find(Atspi.Role.SLIDER, "learning rate")
        return now is not None and abs(Atspi.Value.get_current_value(now) - 0.005) < 1e-9

    return until(is_set) is not None, f"from {before:g} to 0.005, of {least:g} to {most:g}"


def hear(event):
    """Keeps what is announced."""
    announced.append(str(event.any_data))


def main():
    Atspi.init()
    listener = Atspi.EventListener.new(hear)
    for kind in ["object:announcement", "object:notification"]:
        listener.register(kind)
    checks = [
        (tree_is_named, "every input has a name, every plot a sentence"),
        (pause_is_pressed, "Pause is pressed"),
        (pause_is_announced, "the pause is announced"),
        (rate_is_set, "the learning rate is set and read back"),
    ]
    failed = 0
    for check, message in checks:
        is_well, seen = check()
        failed += not is_well
        print(f"{'ok' if is_well else 'FAIL'}: {message} ({seen})", flush=True)
    print(f"{len(checks) - failed} passed, {failed} failed")
    return 1 if failed else 0


sys.exit(main())
