#!/usr/bin/python3
"""Runs a command again and again, so many seconds after the one before ended: what a systemd timer does elsewhere."""

import subprocess
import sys
import time

seconds, command = float(sys.argv[1]), sys.argv[2:]
while True:
    time.sleep(seconds)
    subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
