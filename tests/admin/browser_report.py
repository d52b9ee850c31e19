#!/usr/bin/env python3
"""Opens a report in Chromium as people do: browser_report.py REPORT.html [AXE.js] [--bite]

Walks it by keyboard, narrows it to a phone of 360 px, prints it, and has axe-core (where AXE.js is
there) check it against WCAG 2.2 AA. Prints what is wrong, a line each, and ends with 1 when anything
is; with 77 when there is no Chromium here. --bite plants faults and ends with 0 only when each of
them is found.

Chromium is driven through its pipe (Chrome DevTools Protocol on file descriptors 3 and 4): nothing
listens on a port, and nothing but Python is needed.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile

PHONE, DESK = 360, 1280
A4_CONTENT_PX = 680  # 180 mm at 96 dots an inch
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


class Browser:
    def __init__(self, program):
        self.profile = tempfile.mkdtemp(prefix="harmony-browser-")
        to_child, self.write_end = os.pipe()
        self.read_end, from_child = os.pipe()

        def wire():
            # The pipe ends may have any number: first out of the way, then to 3 and 4.
            a, b = os.dup(to_child), os.dup(from_child)
            high_a, high_b = os.dup2(a, 100), os.dup2(b, 101)
            os.dup2(high_a, 3)
            os.dup2(high_b, 4)

        self.process = subprocess.Popen(
            [program, "--headless=new", "--remote-debugging-pipe", "--no-sandbox",
             "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars",
             "--no-first-run", f"--user-data-dir={self.profile}", "about:blank"],
            preexec_fn=wire, close_fds=False, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        os.close(to_child)
        os.close(from_child)
        self.buffer, self.number = b"", 0
        target = next(t for t in self.send("Target.getTargets")["targetInfos"]
                      if t["type"] == "page")
        self.session = None
        self.session = self.send("Target.attachToTarget", targetId=target["targetId"],
                                 flatten=True)["sessionId"]
        self.send("Page.enable")

    def message(self):
        while b"\0" not in self.buffer:
            more = os.read(self.read_end, 1 << 16)
            if not more:
                raise RuntimeError("Chromium has gone")
            self.buffer += more
        text, self.buffer = self.buffer.split(b"\0", 1)
        return json.loads(text)

    def send(self, method, **parameters):
        self.number += 1
        wanted = {"id": self.number, "method": method, "params": parameters}
        if getattr(self, "session", None):
            wanted["sessionId"] = self.session
        os.write(self.write_end, json.dumps(wanted).encode() + b"\0")
        while True:
            heard = self.message()
            if heard.get("id") == self.number:
                if "error" in heard:
                    raise RuntimeError(f"{method}: {heard['error']}")
                return heard["result"]

    def ask(self, script):
        answer = self.send("Runtime.evaluate", expression=script, returnByValue=True,
                           awaitPromise=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(str(answer["exceptionDetails"])[:400])
        return answer["result"].get("value")

    def open(self, html):
        frame = self.send("Page.getFrameTree")["frameTree"]["frame"]["id"]
        self.send("Page.setDocumentContent", frameId=frame, html=html)

    def size(self, width, height=900):
        self.send("Emulation.setDeviceMetricsOverride", width=width, height=height,
                  deviceScaleFactor=1, mobile=False)

    def media(self, name):
        # Without motion: a page that glides to the focus would be measured on its way.
        self.send("Emulation.setEmulatedMedia", media=name,
                  features=[{"name": "prefers-reduced-motion", "value": "reduce"}])

    def press(self, key, code):
        for kind in ("keyDown", "keyUp"):
            self.send("Input.dispatchKeyEvent", type=kind, key=key, code=key,
                      windowsVirtualKeyCode=code,
                      **({"text": "\r"} if key == "Enter" and kind == "keyDown" else {}))

    def picture(self, path, whole=True):
        import base64
        data = self.send("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        with open(path, "wb") as file:
            file.write(base64.b64decode(data["data"]))

    def close(self):
        try:
            self.session = None
            self.send("Browser.close")
            self.process.wait(10)
        except (RuntimeError, OSError, subprocess.TimeoutExpired):
            self.process.kill()
        shutil.rmtree(self.profile, ignore_errors=True)


FOCUS = """(() => { const e = document.activeElement;
  if (!e || e === document.body || e === document.documentElement) return null;
  const all = [...document.querySelectorAll('*')], box = e.getBoundingClientRect(),
        style = getComputedStyle(e);
  return {at: all.indexOf(e), tag: e.tagName, text: (e.textContent || '').trim().slice(0, 40),
          name: (e.getAttribute('aria-label') || e.textContent || '').trim().length > 0,
          ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
          seen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth};
})()"""

# What a keyboard must reach: links, what opens, what scrolls.
REACHABLE = """[...document.querySelectorAll('a[href],summary,[tabindex="0"]')]
  .filter(e => e.checkVisibility() ).length"""


def walk(browser):
    """Tab from the top to the end: all is reached, in order, seen, with a ring around it."""
    browser.size(DESK)
    browser.media("")
    browser.ask("window.scrollTo(0, 0); document.activeElement.blur()")
    wanted, met, last, faults = browser.ask(REACHABLE), 0, -1, []
    for _ in range(wanted + 5):
        browser.press("Tab", 9)
        here = browser.ask(FOCUS)
        if here is None:
            break
        met += 1
        who = f"{here['tag'].lower()} '{here['text']}'"
        if here["at"] <= last:
            faults.append(f"keyboard: {who} comes after what stands below it")
        if not here["ring"]:
            faults.append(f"keyboard: nothing shows that {who} has the focus")
        if not here["seen"]:
            faults.append(f"keyboard: {who} has the focus and is not in sight")
        if not here["name"]:
            faults.append(f"keyboard: {who} has no name")
        last = here["at"]
        if met == 1 and here["text"] != "Skip to the numbers":
            faults.append("keyboard: the way past the beginning does not come first")
    if met != wanted:
        faults.append(f"keyboard: reaches {met} of {wanted} things")
    if browser.ask("!!document.querySelector('summary')"):
        browser.ask("document.querySelector('summary').focus()")
        before = browser.ask("document.querySelector('details').open")
        browser.press("Enter", 13)
        if browser.ask("document.querySelector('details').open") == before:
            faults.append("keyboard: Enter does not open a table by place")
    return faults


WIDE = """(() => { const wide = document.documentElement.scrollWidth;
  const who = [...document.querySelectorAll('body *')].filter(e => {
    const box = e.getBoundingClientRect();
    return box.right > LIMIT + 1 && !e.closest('.scroll') && !e.closest('svg') &&
           getComputedStyle(e).position !== 'absolute'; })
    .map(e => e.tagName.toLowerCase() + '.' + e.className).slice(0, 3);
  return {wide, who}; })()"""


def narrow(browser):
    browser.size(PHONE, 780)
    browser.ask("document.querySelectorAll('details').forEach(d => d.open = true)")
    found = browser.ask(WIDE.replace("LIMIT", str(PHONE)))
    return [f"phone: {found['wide']} px wide: {found['who']}"] if found["wide"] > PHONE else []


def on_paper(browser):
    browser.size(A4_CONTENT_PX)
    browser.media("print")
    faults = []
    browser.ask("document.querySelectorAll('details').forEach(d => d.open = false)")
    shut = browser.ask("""[...document.querySelectorAll('details table')]
        .filter(t => t.getBoundingClientRect().height < 10).length""")
    if shut:
        faults.append(f"print: {shut} tables stay shut")
    found = browser.ask(WIDE.replace("LIMIT", str(A4_CONTENT_PX)).replace("&& !e.closest('.scroll')", ""))
    if found["wide"] > A4_CONTENT_PX:
        faults.append(f"print: {found['wide']} px wide, the page has {A4_CONTENT_PX}: {found['who']}")
    if browser.ask("getComputedStyle(document.querySelector('.skip')).display") != "none":
        faults.append("print: the skip link is printed")
    browser.media("")
    return faults


def axe(browser, source):
    faults = []
    for width in (DESK, PHONE):
        browser.size(width)
        browser.ask("document.querySelectorAll('details').forEach(d => d.open = true)")
        browser.ask(source + ";0")
        result = browser.ask(
            "axe.run(document, {runOnly: " + json.dumps(AXE_TAGS) + "}).then(r => ({passes: "
            "r.passes.length, violations: r.violations.map(v => [v.id, v.help, "
            "v.nodes.slice(0, 2).map(n => n.html.slice(0, 90))])}))")
        if result["passes"] < 10:
            faults.append(f"axe: looked at {result['passes']} rules only")
        faults += [f"axe at {width} px: {v[0]}: {v[1]}: {v[2]}" for v in result["violations"]]
    return faults


def all_faults(browser, html, source):
    browser.open(html)
    faults = walk(browser) + narrow(browser) + on_paper(browser)
    return faults + (axe(browser, source) if source else [])


# Who must find it, the word with which it is named, and what is planted.
PLANTED = [
    (walk, "nothing shows", "</style>", "a:focus-visible{outline:none !important}</style>"),
    (walk, "has no name", '<main id="main" class="page">',
     '<main id="main" class="page"><a href="#main" style="display:block;height:9px"></a>'),
    (narrow, "phone:", '<main id="main" class="page">',
     '<main id="main" class="page"><p style="width:700px">wide</p>'),
    (on_paper, "stay shut", "</style>",
     "details,details::details-content{display:none !important}</style>"),
    (axe, "html-has-lang", '<html lang="en"', "<html"),
    (axe, "color-contrast", "--quiet:#56606B", "--quiet:#B9BEC4"),
    (axe, "svg-img-alt", 'aria-labelledby="chart', 'data-was="chart'),
]


def missed(browser, html, source):
    """The planted faults that nobody found."""
    faults = []
    for check, word, old, new in PLANTED:
        if check is axe and not source:
            continue
        if old not in html:
            faults.append(f"cannot plant: {old}")
            continue
        broken = html.replace(old, new)
        if word == "svg-img-alt":
            broken = broken.replace("<title id=", "<g id=").replace("<desc id=", "<g id=")
        browser.open(broken)
        found = axe(browser, source) if check is axe else check(browser)
        if not any(word in fault for fault in found):
            faults.append(f"not found: {word} in {found[:3]}")
    return faults


def main():
    program = shutil.which("chromium")
    if program is None:
        print("there is no Chromium here (package chromium)")
        return 77
    with open(sys.argv[1], encoding="utf-8") as file:
        html = file.read()
    paths = [word for word in sys.argv[2:] if not word.startswith("--")]
    source = ""
    if paths and os.path.exists(paths[0]):
        with open(paths[0], encoding="utf-8") as file:
            source = file.read()
    browser = Browser(program)
    try:
        check = missed if "--bite" in sys.argv else all_faults
        faults = check(browser, html, source)
    finally:
        browser.close()
    for line in faults:
        print(line)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
