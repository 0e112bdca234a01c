#!/usr/bin/env python3
"""errtty.py COMMAND...: runs a command whose standard error is a terminal, and passes
on to our own standard error what it wrote there. Ends as the command ended."""

import os
import pty
import signal
import subprocess
import sys


def main():
    ours, theirs = pty.openpty()
    child = subprocess.Popen(sys.argv[1:], stderr=theirs)
    os.close(theirs)
    while True:
        try:
            data = os.read(ours, 1 << 16)
        except OSError:  # the last one who had it open is gone
            break
        if not data:
            break
        os.write(2, data)
    rc = child.wait()
    if rc < 0:
        signal.signal(-rc, signal.SIG_DFL) if -rc != signal.SIGKILL else None
        os.kill(os.getpid(), -rc)
    return rc


if __name__ == "__main__":
    sys.exit(main())
