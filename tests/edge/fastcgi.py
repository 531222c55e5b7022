"""Speaks FastCGI to a worker's socket directly, as nginx does. Standard library only."""

import re
import socket
import struct

BEGIN_REQUEST, PARAMS, STDIN, STDOUT, END_REQUEST = 1, 4, 5, 6, 3
RECORD_BYTES_MAX = 65535


def record(kind, content):
    return struct.pack("!BBHHBB", 1, kind, 1, len(content), 0, 0) + content


def length(number):
    return bytes([number]) if number < 128 else struct.pack("!I", number | 0x80000000)


def pairs(values):
    encoded = ((name.encode(), value.encode("utf-8", "surrogateescape")) for name, value in values.items())
    return b"".join(length(len(name)) + length(len(value)) + name + value for name, value in encoded)


def request(values, body=b""):
    """The bytes of one whole request."""
    parameters = pairs(values)
    data = record(BEGIN_REQUEST, struct.pack("!HB5x", 1, 0))
    for at in range(0, len(parameters), RECORD_BYTES_MAX):
        data += record(PARAMS, parameters[at : at + RECORD_BYTES_MAX])
    data += record(PARAMS, b"")
    for at in range(0, len(body), RECORD_BYTES_MAX):
        data += record(STDIN, body[at : at + RECORD_BYTES_MAX])
    return data + record(STDIN, b"")


def ask(socket_path, values, body=b"", seconds=15.0):
    """Status and everything after it, header lines included, of one request on a connection of its own."""
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(seconds)
        connection.connect(str(socket_path))
        connection.sendall(request(values, body))
        received = bytearray()
        while piece := connection.recv(65536):
            received += piece
    answer = standard_output(bytes(received))
    status = re.match(rb"Status: (\d{3})", answer)
    return int(status.group(1)) if status else 0, answer


def standard_output(received):
    output, at = b"", 0
    while at + 8 <= len(received):
        _, kind, _, content, padding, _ = struct.unpack("!BBHHBB", received[at : at + 8])
        if kind == STDOUT:
            output += received[at + 8 : at + 8 + content]
        at += 8 + content + padding
    return output
