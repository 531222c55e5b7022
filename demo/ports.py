"""Ports for servers that are started later."""

import socket

_held = []  # open until this process ends, however it ends


class PortTaken(Exception):
    """Somebody else listens there; str() is the system's reason."""


def held_port(wanted=0):
    """`wanted` of 127.0.0.1, or any free one for 0; the kernel gives it to nobody else as long as this process lives.

    A server of ours may still listen there, and again after its end: with SO_REUSEADDR on both, a socket that is bound
    and doesn't listen is in nobody's way. A port that was only looked up may be another's before its server starts."""
    holder = socket.socket()
    holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        holder.bind(("127.0.0.1", wanted))
    except OSError as error:
        holder.close()
        raise PortTaken(error.strerror) from None
    _held.append(holder)
    return holder.getsockname()[1]
