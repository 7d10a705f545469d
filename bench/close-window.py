"""Asks the window with a title to close, as a window manager does when its button is pressed."""

import ctypes
import sys

CLIENT_MESSAGE = 33
CURRENT_TIME = 0


class ClientMessage(ctypes.Structure):
    _fields_ = [
        ("type", ctypes.c_int),
        ("serial", ctypes.c_ulong),
        ("send_event", ctypes.c_int),
        ("display", ctypes.c_void_p),
        ("window", ctypes.c_ulong),
        ("message_type", ctypes.c_ulong),
        ("format", ctypes.c_int),
        ("data", ctypes.c_long * 5),
        # An XEvent is as long as its longest kind.
        ("rest", ctypes.c_long * 24),
    ]


class TextProperty(ctypes.Structure):
    _fields_ = [
        ("value", ctypes.c_char_p),
        ("encoding", ctypes.c_ulong),
        ("format", ctypes.c_int),
        ("length", ctypes.c_ulong),
    ]


def library():
    x11 = ctypes.CDLL("libX11.so.6")
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XDefaultRootWindow.restype = ctypes.c_ulong
    x11.XInternAtom.restype = ctypes.c_ulong
    for name in ("XDefaultRootWindow", "XCloseDisplay"):
        getattr(x11, name).argtypes = [ctypes.c_void_p]
    x11.XInternAtom.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int]
    x11.XGetWMName.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.c_void_p]
    x11.XQueryTree.argtypes = [ctypes.c_void_p, ctypes.c_ulong] + [ctypes.c_void_p] * 4
    x11.XSendEvent.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.c_int, ctypes.c_long, ctypes.c_void_p]
    return x11


def windows(x11, display):
    """The windows on the screen with their titles."""
    root, parent = ctypes.c_ulong(), ctypes.c_ulong()
    children, count = ctypes.POINTER(ctypes.c_ulong)(), ctypes.c_uint()
    x11.XQueryTree(
        display,
        x11.XDefaultRootWindow(display),
        *map(ctypes.byref, (root, parent, children, count)),
    )
    for window in children[: count.value]:
        name = TextProperty()
        x11.XGetWMName(display, window, ctypes.byref(name))
        yield window, (name.value or b"").decode()


def close(title):
    x11 = library()
    display = x11.XOpenDisplay(None)
    window = next((window for window, name in windows(x11, display) if name == title), None)
    if window is None:
        sys.exit(f"There is no window with the title {title}.")
    atom = lambda name: x11.XInternAtom(display, name, False)
    message = ClientMessage(type=CLIENT_MESSAGE, window=window, message_type=atom(b"WM_PROTOCOLS"), format=32)
    message.data[0] = atom(b"WM_DELETE_WINDOW")
    message.data[1] = CURRENT_TIME
    x11.XSendEvent(display, window, False, 0, ctypes.byref(message))
    x11.XCloseDisplay(display)


close(sys.argv[1])
