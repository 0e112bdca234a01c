#!/usr/bin/env python3
"""speak, record and play with real programs: espeak-ng and sox.

    voice.py KINDLY

There is no microphone here: sox makes a tone, or a small program stands in for a
recorder and writes down which signals it got.
"""
import array
import glob
import math
import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
import wave

from session import KINDLY, Session, check

TONE = '["sox", "-q", "-r", "8000", "-b", "16", "-n", "{file}", "synth", "600", "sine", "440"]'

# Writes sound until SIGINT, then ends its file; says which signals came, and how the
# file's rights were meanwhile.
RECORDER = """#!/usr/bin/env python3
import os, signal, sys, time, wave
log = open(sys.argv[1], "a")
def note(number, frame):
    log.write("signal %d\\n" % number)
    log.flush()
    if number == signal.SIGINT:
        sound.writeframes(b"\\1\\2" * 4000)
        sound.close()
        sys.exit(0)
for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
    signal.signal(number, note)
sound = wave.open(sys.argv[2], "wb")
sound.setnchannels(1); sound.setsampwidth(2); sound.setframerate(8000)
sound.writeframes(b"\\1\\2" * 4000)
log.write("mode %o input %r\\n" % (os.stat(sys.argv[2]).st_mode & 0o777, sys.stdin.read()))
log.flush()
time.sleep(60)
"""


def run(home, *words, text="", code=0, env=()):
    done = subprocess.run([KINDLY, *words], input=text.encode(), capture_output=True, timeout=60,
                          env={"HOME": home, "PATH": "/usr/bin:/bin", **dict(env)}, cwd=home, check=False)
    check(done.returncode == code, f"{words}: exit {done.returncode}, {done.stderr.decode()!r}")
    return done.stdout.decode(), done.stderr.decode()


def an_entry(home, kind="You were tired, and you asked for help. That took courage."):
    path, _ = run(home, "new", "Fell.", "-c", "Idiot.", f"--kind={kind}")
    return path.strip()


def recorder(home):
    program = os.path.join(home, "recorder")
    with open(program, "w", encoding="utf-8") as file:
        file.write(RECORDER)
    os.chmod(program, 0o700)
    run(home, "config", "set", "voice.record", f'["{program}", "{home}/log"]')


def log(home):
    with open(home + "/log", encoding="utf-8") as file:
        return file.read()


def wait_for(condition, what):
    end = time.monotonic() + 15
    while not condition():
        check(time.monotonic() < end, f"never: {what}")
        time.sleep(0.05)


def sound_of(path):
    """(seconds, loudness) of a recording of 16 bits."""
    with wave.open(path) as sound:
        samples = array.array("h", sound.readframes(sound.getnframes()))
        # sox and espeak-ng that write to a pipe, or were stopped, may leave a length of
        # nonsense in the header: what counts is what is there.
        seconds = len(samples) / sound.getnchannels() / sound.getframerate()
    return seconds, math.sqrt(sum(one * one for one in samples) / max(1, len(samples)))


def mode(path):
    return stat.S_IMODE(os.stat(path).st_mode)


def recordings(home):
    return sorted(glob.glob(home + "/.local/share/kindly/journal/*/*/*.wav"))


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def speech_in_a_file(home):
    entry = an_entry(home)
    before = read(entry)
    path, _ = run(home, "speak", "--to", "words.wav")
    check(path == "words.wav\n", path)
    seconds, loudness = sound_of(home + "/words.wav")
    check(2 < seconds < 12, f"ten words take {seconds:.1f} s")
    check(loudness > 300, f"loudness {loudness:.0f}")
    check(mode(home + "/words.wav") == 0o600, oct(mode(home + "/words.wav")))
    run(home, "speak", "--to", "words.wav", code=3)
    run(home, "speak", "--section", "situation", "--to", "short.wav")
    check(sound_of(home + "/short.wav")[0] < seconds / 2, "the situation is one word")
    check(read(entry) == before, "speaking changes nothing")


def longer_words_take_longer(home):
    run(home, "speak", "-", "--to", "one.wav", text="Slowly.\n")
    run(home, "speak", "-", "--to", "ten.wav", text="Slowly.\n" * 10)
    one, ten = sound_of(home + "/one.wav")[0], sound_of(home + "/ten.wav")[0]
    check(ten > 4 * one, f"{one:.2f} s and {ten:.2f} s")


def nothing_said_is_run(home):
    words = "-x $(touch boom) `touch boom`; touch boom | touch boom\n!-! SET self RATE 100\n> --stdin\n"
    an_entry(home, words)
    heard = os.path.join(home, "heard")
    with open(home + "/listener", "w", encoding="utf-8") as file:
        file.write(f'#!/bin/sh\nprintf "%s\\n" "$#" "$@" > {heard}\ncat >> {heard}\n')
    os.chmod(home + "/listener", 0o700)
    run(home, "config", "set", "voice.speak", f'["{home}/listener", "$(touch boom)", ";touch boom"]')
    run(home, "speak")
    said = read(heard)
    check(said.startswith("2\n$(touch boom)\n;touch boom\n"), said)
    check("-x $(touch boom) `touch boom`" in said, said)
    check("\n!" not in said, "a line is no command of spd-say")
    check(not os.path.exists(home + "/boom"), "something was run")
    run(home, "config", "set", "voice.speak", '["espeak-ng", "-s", "300"]')
    run(home, "speak", "--to", "-x.wav")
    check(sound_of(home + "/-x.wav")[1] > 300, "the dash was an option")


def a_voice_that_fails(home):
    an_entry(home)
    run(home, "config", "set", "voice.speak", '["false"]')
    _, said = run(home, "speak", code=3)
    check("false could not speak" in said, said)
    run(home, "config", "set", "voice.speak", '["no-such-program"]')
    _, said = run(home, "speak", code=3)
    check("'no-such-program'" in said and "voice.speak" in said, said)
    run(home, "config", "unset", "voice.speak")
    for command in (["speak"], ["record", "--seconds", "1"]):
        _, said = run(home, *command, code=3, env={"PATH": "/nowhere"})
        check("apt install" in said, said)
    check(not recordings(home), "no empty recording stays")


def recorded_for_a_time(home):
    entry = an_entry(home)
    before = read(entry)
    run(home, "config", "set", "voice.record", TONE)
    path, said = run(home, "record", "--seconds", "1")
    check("You were tired" in said, "the kind part is shown")
    check(path.strip() == entry[:-3] + ".wav", path)
    seconds, loudness = sound_of(path.strip())
    check(seconds > 0.5 and loudness > 1000, f"{seconds:.1f} s, loudness {loudness:.0f}")
    check(mode(path.strip()) == 0o600, oct(mode(path.strip())))
    line = f'voice: ["{os.path.basename(path.strip())}"]\n'
    check(read(entry) == before.replace("---\n\n", line + "---\n\n", 1), read(entry))
    first = read(path.strip().replace(".wav", ".md"))
    second, _ = run(home, "record", "--seconds", "1")
    check(second.strip() == entry[:-3] + "-2.wav", second)
    check(len(read(entry).split("\n")) == len(first.split("\n")), "one line names both")
    run(home, "config", "set", "voice.play", '["echo"]')
    check(run(home, "play")[0] == second, "the newest is played")
    check(run(home, "doctor")[0].count("nothing is wrong") == 1, "doctor finds nothing")


def ended_by_enter(home):
    entry = an_entry(home)
    recorder(home)
    session = Session(home, "record")
    session.expect("Enter ends it")
    wait_for(lambda: os.path.exists(home + "/log") and "mode" in log(home), "the recorder begins")
    session.answer("")
    check(session.end() == 0, "it ends well")
    check(log(home) == f"mode 600 input ''\nsignal {int(signal.SIGINT)}\n", log(home))
    check(sound_of(recordings(home)[0])[0] == 1.0, "the recorder finished its file")
    check("voice: [" in read(entry), read(entry))
    check(session.is_restored(), "the terminal is as before")


def ended_by_a_signal(home):
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        shutil.rmtree(home)
        os.mkdir(home)
        entry = an_entry(home)
        recorder(home)
        session = Session(home, "record")
        session.expect("Enter ends it")
        wait_for(lambda: os.path.exists(home + "/log") and "mode" in log(home), "the recorder begins")
        if number == signal.SIGINT:
            session.type("\x03")
        else:
            session.signal(number)
        check(session.end() == 128 + number, f"exit {session.code}")
        check(log(home).count("signal") == 1, "the recorder gets one SIGINT: " + log(home))
        check(sound_of(recordings(home)[0])[0] == 1.0, "it is whole")
        check("voice: [" in read(entry), read(entry))


def killed(home):
    an_entry(home)
    recorder(home)
    session = Session(home, "record")
    wait_for(lambda: os.path.exists(home + "/log") and "mode" in log(home), "the recorder begins")
    session.signal(signal.SIGKILL)
    session.end()
    wait_for(lambda: "signal" in log(home), "nobody is listened to once kindly is gone")


def nobody_there(home):
    an_entry(home)
    recorder(home)
    run(home, "record", code=5)
    run(home, "record", "--seconds", "0", code=2)
    check(not recordings(home), "nothing was begun")
    _, said = run(home, "play", code=1)
    check("kindly record" in said, said)


def stopped_while_speaking(home):
    an_entry(home)
    run(home, "config", "set", "voice.speak", '["sleep", "60"]')
    session = Session(home, "speak")
    time.sleep(0.5)
    session.type("\x03")
    check(session.end() == 130, f"exit {session.code}")


def main():
    missing = [tool for tool in ("espeak-ng", "sox") if not shutil.which(tool)]
    if missing:
        print("skipped: no " + ", ".join(missing))
        return 0
    failed = 0
    for test in (speech_in_a_file, longer_words_take_longer, nothing_said_is_run, a_voice_that_fails,
                 recorded_for_a_time, ended_by_enter, ended_by_a_signal, killed, nobody_there,
                 stopped_while_speaking):
        home = tempfile.mkdtemp(prefix="kindly-voice-")
        try:
            test(home)
            print(f"passed  {test.__name__}")
        except AssertionError as problem:
            print(f"FAILED  {test.__name__}: {problem}")
            failed += 1
        finally:
            shutil.rmtree(home, ignore_errors=True)
    print(f"{failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
