"""escape_test.py KIOSK: whoever has a keyboard finds no way out of the kiosk (threats K1, K4, K5).

The shipped program, alone on a virtual display as on a machine, is sent what a desktop would act upon:
key combinations through the X server (xdotool), a wish of a window manager to close it, and a look at
every door of the machine: no socket listens, no other window or process appears. After each the picture
is the same, and the same process draws it.

The bites: the same keys end a server that is set up as desktops are, and the same wish closes the
program in a developer's window. A test that finds no way out there would find none anywhere.
"""
import ctypes
import os
import pathlib
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

kiosk = sys.argv[1]
patience = 60
keys = ["alt+F4", "ctrl+alt+F1", "ctrl+alt+F2", "ctrl+alt+F7", "ctrl+alt+Delete", "ctrl+alt+BackSpace", "alt+Tab",
        "alt+Escape", "alt+space", "super", "super+l", "super+r", "ctrl+alt+t", "Print", "alt+Print", "alt+Sys_Req",
        "Menu", "ctrl+q", "ctrl+c", "ctrl+w", "ctrl+shift+Escape", "F1", "F11", "F12", "Escape",
        "XF86PowerOff", "XF86Sleep", "XF86WWW"]
faults = []


def check(holds, sentence):
    if not holds:
        faults.append(sentence)


def wait_for(holds):
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.1)
    return False


class Display:
    """Xvfb with a folder that its picture lies in."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        read, write = os.pipe()
        self.server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x800x24", "-fbdir", str(folder), "-nolisten",
             "tcp", "-noreset"], pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as number:  # to its end of line: the server writes that by itself
            self.name = ":" + number.readline().strip()
        self.env = {**os.environ, "DISPLAY": self.name, "SDL_VIDEODRIVER": "x11", "SDL_AUDIODRIVER": "dummy",
                    "HOME": str(folder)}
        self.env.pop("LD_PRELOAD", None)

    def picture(self):
        return (self.folder / "Xvfb_screen0").read_bytes()[4096:]

    def settled(self):
        """The picture once it stands still, and is one."""
        last, end = b"", time.monotonic() + patience
        while time.monotonic() < end:
            now = self.picture()
            if now == last and len(set(now[i:i + 4] for i in range(0, len(now), 404))) > 5:
                return now
            last = now
            time.sleep(0.5)
        return last

    def run(self, *command):
        return subprocess.run(command, env=self.env, capture_output=True, text=True, timeout=patience)

    def windows(self):
        return self.run("xdotool", "search", "--onlyvisible", "--name", ".+").stdout.split()

    def end(self):
        self.server.terminate()
        self.server.wait(patience)


class ClientMessage(ctypes.Structure):
    _fields_ = [("type", ctypes.c_int), ("serial", ctypes.c_ulong), ("send_event", ctypes.c_int),
                ("display", ctypes.c_void_p), ("window", ctypes.c_ulong), ("message_type", ctypes.c_ulong),
                ("format", ctypes.c_int), ("data", ctypes.c_long * 5), ("rest", ctypes.c_char * 128)]


def ask_to_close(display, window):
    """What a window manager's cross sends: WM_DELETE_WINDOW."""
    x = ctypes.CDLL("libX11.so.6")
    x.XOpenDisplay.restype = ctypes.c_void_p
    x.XInternAtom.restype = ctypes.c_ulong
    opened = ctypes.c_void_p(x.XOpenDisplay(display.name.encode()))
    event = ClientMessage(type=33, window=int(window), format=32,
                          message_type=x.XInternAtom(opened, b"WM_PROTOCOLS", 0))
    event.data[0] = x.XInternAtom(opened, b"WM_DELETE_WINDOW", 0)
    x.XSendEvent(opened, ctypes.c_ulong(int(window)), 0, ctypes.c_long(0), ctypes.byref(event))
    x.XSync(opened, 0)
    x.XCloseDisplay(opened)


def listen(manager):
    """Takes the signs of life; nobody must wait for a full queue."""
    while True:
        manager.recv(4096)


def started(display, folder, *more):
    """The program, once it has told the service manager that it is ready."""
    manager = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    name = str(pathlib.Path(folder) / "manager")
    manager.bind(name)
    manager.settimeout(1)
    program = subprocess.Popen([kiosk, "--data", str(pathlib.Path(folder) / "state"), *more],
                               env={**display.env, "NOTIFY_SOCKET": name, "WATCHDOG_USEC": "10000000"},
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    end = time.monotonic() + patience
    told = b""
    while b"READY=1" not in told:
        if program.poll() is not None or time.monotonic() > end:
            program.kill()
            sys.exit(f"the program did not become ready: it ended with {program.wait()}")
        try:
            told = manager.recv(4096)
        except TimeoutError:
            pass
    manager.settimeout(None)
    threading.Thread(target=listen, args=(manager,), daemon=True).start()
    return program


def listens(pid):
    """Sockets of the network that belong to this process."""
    ours = {os.readlink(fd) for fd in pathlib.Path(f"/proc/{pid}/fd").iterdir() if fd.is_symlink()}
    found = []
    for kind in ("tcp", "tcp6", "udp", "udp6", "raw", "raw6"):
        for line in pathlib.Path(f"/proc/{pid}/net/{kind}").read_text().splitlines()[1:]:
            if f"socket:[{line.split()[9]}]" in ours:
                found.append(kind)
    return found


def children(pid):
    return pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split()


def no_way_out(folder):
    display = Display(folder)
    program = started(display, folder)
    before = display.settled()
    check(len(display.windows()) == 1, f"windows: {display.windows()}")
    for key in keys:
        check(display.run("xdotool", "key", "--clearmodifiers", key).returncode == 0, f"{key} was not sent")
        time.sleep(0.15)
        if program.poll() is not None or display.server.poll() is not None:
            check(False, f"{key} ends the program or the server")
            return
        check(display.picture() == before or display.settled() == before, f"{key} changes the picture")
    for window in display.windows():
        ask_to_close(display, window)
    time.sleep(1)
    check(program.poll() is None, "a wish to close the window ends the program")
    check(display.settled() == before, "a wish to close the window changes the picture")
    check(len(display.windows()) == 1, f"another window: {display.windows()}")
    check(not listens(program.pid), f"it has sockets of the network: {listens(program.pid)}")
    check(not children(program.pid), "it has started another program")
    program.send_signal(signal.SIGTERM)
    check(wait_for(lambda: program.poll() is not None) and program.returncode == 0,
          "the service manager's signal does not end it")
    display.end()


def bites(folder):
    # A server as desktops have it: the same keys end it.
    display = Display(folder)
    program = started(display, folder)
    display.settled()
    display.run("setxkbmap", "-option", "terminate:ctrl_alt_bksp")
    subprocess.run(["xdotool", "key", "ctrl+alt+BackSpace"], env=display.env, capture_output=True)
    check(wait_for(lambda: display.server.poll() is not None), "Ctrl+Alt+Backspace ends no server: it was not sent")
    program.kill()
    program.wait()
    if display.server.poll() is None:
        display.end()
    # A developer's window: the same wish closes it.
    with tempfile.TemporaryDirectory() as other:
        display = Display(other)
        program = started(display, other, "--window", "1280x800")
        display.settled()
        for window in display.windows():
            ask_to_close(display, window)
        check(wait_for(lambda: program.poll() is not None), "a developer's window does not close: nothing was asked")
        program.kill()
        program.wait()
        display.end()


for part in (no_way_out, bites):
    with tempfile.TemporaryDirectory() as folder:
        part(folder)
for fault in faults:
    print(fault)
sys.exit(1 if faults else 0)
