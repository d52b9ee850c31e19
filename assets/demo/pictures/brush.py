"""brush.py: a small painter for the demo's pictures: smooth-edged shapes on a canvas, saved as PNG.

Only Python's own library. The same calls give the same bytes on every machine.
"""
import math
import struct
import zlib

SUBROWS = 4  # each row of pixels is looked at so often


def rgb(text):
    """A colour as #rrggbb."""
    return tuple(int(text[i:i + 2], 16) for i in (1, 3, 5))


def mixed(one, other, share):
    return tuple(round(a + (b - a) * share) for a, b in zip(one, other))


def fade(top, bottom, first, last):
    """A colour that goes from `top` at the row `first` to `bottom` at the row `last`."""
    return lambda y: mixed(top, bottom, min(1.0, max(0.0, (y - first) / (last - first))))


def oval(x, y, rx, ry=None, start=0.0, end=360.0, steps=72):
    ry = rx if ry is None else ry
    angles = [math.radians(start + (end - start) * i / steps) for i in range(steps + 1)]
    return [(x + rx * math.cos(a), y + ry * math.sin(a)) for a in angles]


def box(x, y, w, h, radius=0.0):
    if radius <= 0:
        return [(x, y), (x + w, y), (x + w, y + h), (x, y + h)]
    r = min(radius, w / 2, h / 2)
    return (oval(x + w - r, y + h - r, r, r, 0, 90, 10) + oval(x + r, y + h - r, r, r, 90, 180, 10)
            + oval(x + r, y + r, r, r, 180, 270, 10) + oval(x + w - r, y + r, r, r, 270, 360, 10))


def curve(points, steps=14):
    """A Catmull-Rom line through the points."""
    ends = [points[0], *points, points[-1]]
    out = []
    for i in range(1, len(ends) - 2):
        p0, p1, p2, p3 = ends[i - 1:i + 3]
        for s in range(steps):
            t = s / steps
            out.append(tuple(
                0.5 * (2 * p1[k] + (p2[k] - p0[k]) * t
                       + (2 * p0[k] - 5 * p1[k] + 4 * p2[k] - p3[k]) * t * t
                       + (3 * p1[k] - p0[k] - 3 * p2[k] + p3[k]) * t ** 3) for k in (0, 1)))
    return out + [points[-1]]


class Canvas:
    def __init__(self, width, height, ground):
        self.width, self.height = width, height
        colour = ground if callable(ground) else (lambda y: ground)
        self.rows = [bytearray(bytes(colour(y)) * width) for y in range(height)]

    def fill(self, outline, colour, share=1.0):
        """Fills an outline; `colour` may be a function of the row, `share` is how much covers."""
        tint = colour if callable(colour) else (lambda y: colour)
        edges = []
        for (x0, y0), (x1, y1) in zip(outline, outline[1:] + outline[:1]):
            if y0 != y1:
                edges.append((min(y0, y1), max(y0, y1), x0, y0, (x1 - x0) / (y1 - y0)))
        if not edges:
            return
        first = max(0, math.floor(min(e[0] for e in edges)))
        last = min(self.height - 1, math.floor(max(e[1] for e in edges)))
        for y in range(first, last + 1):
            self._row(y, edges, tint(y), share)

    def line(self, points, width, colour, share=1.0):
        """A line with round ends."""
        for (x0, y0), (x1, y1) in zip(points, points[1:]):
            length = math.hypot(x1 - x0, y1 - y0) or 1.0
            nx, ny = (y1 - y0) / length * width / 2, -(x1 - x0) / length * width / 2
            self.fill([(x0 + nx, y0 + ny), (x1 + nx, y1 + ny), (x1 - nx, y1 - ny),
                       (x0 - nx, y0 - ny)], colour, share)
        for x, y in points:
            self.fill(oval(x, y, width / 2, steps=24), colour, share)

    def glow(self, x, y, radius, colour, share):
        """Light around a point, weaker outwards."""
        rings = 28
        for i in range(rings, 0, -1):
            self.fill(oval(x, y, radius * (i / rings) ** 1.5), colour, share / rings * 1.6)

    def _row(self, y, edges, colour, share):
        near = [e for e in edges if e[0] < y + 1 and e[1] > y]
        cover = {}  # pixel -> how much more is covered from there on, and at it alone
        alone = {}
        for sub in range(SUBROWS):
            at = y + (sub + 0.5) / SUBROWS
            cuts = sorted(e[2] + (at - e[3]) * e[4] for e in near if e[0] <= at < e[1])
            for left, right in zip(cuts[::2], cuts[1::2]):
                left, right = max(0.0, left), min(float(self.width), right)
                if right <= left:
                    continue
                a, b = math.floor(left), min(self.width - 1, math.floor(right))
                if a == b:
                    alone[a] = alone.get(a, 0.0) + right - left
                    continue
                alone[a] = alone.get(a, 0.0) + a + 1 - left
                alone[b] = alone.get(b, 0.0) + right - b
                cover[a + 1] = cover.get(a + 1, 0) + 1
                cover[b] = cover.get(b, 0) - 1
        row = self.rows[y]
        marks = sorted(set(cover) | set(alone) | {x + 1 for x in alone})
        depth = 0
        for x, following in zip(marks, marks[1:]):
            depth += cover.get(x, 0)
            amount = min(1.0, (depth + alone.get(x, 0.0)) / SUBROWS) * share
            if amount <= 0.002 or x >= self.width:
                continue
            self._blend(row, x, min(following, self.width), colour, amount)

    @staticmethod
    def _blend(row, x, end, colour, amount):
        if amount > 0.995:
            row[3 * x:3 * end] = bytes(colour) * (end - x)
            return
        keep = 1.0 - amount
        for channel in range(3):
            part = colour[channel] * amount + 0.5
            span = slice(3 * x + channel, 3 * end, 3)
            row[span] = bytes(int(v * keep + part) for v in row[span])

    def save(self, path):
        before = bytes(3 * self.width)
        data = bytearray()
        for row in self.rows:  # each row as the difference from the one above it
            data.append(2)
            data += bytes((a - b) & 255 for a, b in zip(row, before))
            before = row

        def chunk(kind, body):
            return (struct.pack(">I", len(body)) + kind + body
                    + struct.pack(">I", zlib.crc32(kind + body)))

        head = struct.pack(">IIBBBBB", self.width, self.height, 8, 2, 0, 0, 0)
        with open(path, "wb") as file:
            file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head)
                       + chunk(b"IDAT", zlib.compress(bytes(data), 9)) + chunk(b"IEND", b""))
