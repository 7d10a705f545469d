"""Stands in for the tray of a desktop: a template for python-dbusmock."""

import dbus

BUS_NAME = "org.kde.StatusNotifierWatcher"
MAIN_OBJ = "/StatusNotifierWatcher"
MAIN_IFACE = "org.kde.StatusNotifierWatcher"
SYSTEM_BUS = False

REGISTER = (
    'self.UpdateProperties("org.kde.StatusNotifierWatcher", '
    '{"RegisteredStatusNotifierItems": dbus.Array([args[0]], signature="s")})'
)


def load(mock, _parameters):
    mock.AddProperties(
        MAIN_IFACE,
        {
            "IsStatusNotifierHostRegistered": True,
            "ProtocolVersion": 0,
            "RegisteredStatusNotifierItems": dbus.Array([], signature="s"),
        },
    )
    mock.AddMethod(MAIN_IFACE, "RegisterStatusNotifierItem", "s", "", REGISTER)
    mock.AddMethod(MAIN_IFACE, "RegisterStatusNotifierHost", "s", "", "")
