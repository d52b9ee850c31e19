#!/usr/bin/env python3
"""draw_pictures.py: draws the pictures of the demo's pack into its own folder.

Tarnbeck's logo, the campaign's picture and one for each "you said, we did". Everything is invented
and drawn here; the same run gives the same bytes.
"""
import random
from pathlib import Path

from brush import Canvas, box, curve, fade, mixed, oval, rgb

HERE = Path(__file__).resolve().parent

NAVY, NIGHT, DUSK = rgb("#0b3c5d"), rgb("#0a2238"), rgb("#27557c")
CREAM, LAMP, SUN = rgb("#fbf1dc"), rgb("#ffd977"), rgb("#ffc94d")
CORAL, BRICK, PLUM = rgb("#e2725b"), rgb("#b4563f"), rgb("#6d3b58")
LEAF, MOSS, FOREST, MINT = rgb("#6fa866"), rgb("#3f7f57"), rgb("#23573f"), rgb("#a9cf9a")
WATER, FOAM, STONE, SLATE = rgb("#3f87a6"), rgb("#bfe0e6"), rgb("#cfc6b4"), rgb("#55606b")
WHITE, INK = rgb("#ffffff"), rgb("#1c2733")
SKINS = [rgb("#f2c9a1"), rgb("#8d5a3b"), rgb("#c98f65"), rgb("#e3b184"), rgb("#5f3b29")]


def tree(c, x, foot, size, leaf=LEAF, trunk=rgb("#6b4a34")):
    c.fill(box(x - size * 0.05, foot - size * 0.5, size * 0.1, size * 0.5), trunk)
    for dx, dy, r in [(0, -0.78, 0.27), (-0.2, -0.6, 0.23), (0.2, -0.6, 0.23), (0, -0.55, 0.26)]:
        c.fill(oval(x + dx * size, foot + dy * size, r * size), leaf)
    for dx, dy, r in [(-0.08, -0.85, 0.13), (-0.24, -0.66, 0.1)]:
        c.fill(oval(x + dx * size, foot + dy * size, r * size), mixed(leaf, WHITE, 0.14))


def house(c, x, foot, w, h, wall, roof, seed, gable=True):
    turn = random.Random(seed)
    c.fill(box(x, foot - h, w, h), wall)
    if gable:
        c.fill([(x - 8, foot - h), (x + w / 2, foot - h - w * 0.42), (x + w + 8, foot - h)], roof)
        c.fill(box(x + w * 0.7, foot - h - w * 0.36, w * 0.1, w * 0.26), mixed(roof, INK, 0.25))
    else:
        c.fill([(x - 8, foot - h), (x + 12, foot - h - 40), (x + w - 12, foot - h - 40),
                (x + w + 8, foot - h)], roof)
    pane_w, pane_h = w * 0.17, w * 0.22
    rows = max(1, int((h - 70) // (pane_h * 1.7)))
    for row in range(rows):
        for column in range(3):
            px = x + w * (0.13 + 0.285 * column)
            py = foot - h + 22 + row * pane_h * 1.7
            lit = turn.random() < 0.66
            c.fill(box(px - 4, py - 4, pane_w + 8, pane_h + 8, 3), mixed(wall, WHITE, 0.5))
            c.fill(box(px, py, pane_w, pane_h), LAMP if lit else mixed(DUSK, INK, 0.25))
            c.fill(box(px + pane_w / 2 - 1.5, py, 3, pane_h), mixed(wall, WHITE, 0.5))
    door = x + w * (0.42 if turn.random() < 0.5 else 0.14)
    tall = min(62, h - 22 - rows * pane_h * 1.7)
    c.fill(box(door, foot - tall, w * 0.19, tall, 6), mixed(roof, INK, 0.3))
    c.fill(oval(door + w * 0.15, foot - tall / 2, 2.6), LAMP)


def lamp(c, x, foot, height, glow=True):
    if glow:
        c.glow(x, foot - height, height * 0.42, LAMP, 0.34)
    c.line([(x, foot), (x, foot - height + 16)], 7, INK)
    c.fill(box(x - 13, foot - 10, 26, 10, 3), INK)
    c.fill([(x - 13, foot - height - 14), (x + 13, foot - height - 14), (x + 9, foot - height + 18),
            (x - 9, foot - height + 18)], rgb("#fff1bd"))
    c.fill([(x - 17, foot - height - 14), (x, foot - height - 28), (x + 17, foot - height - 14)],
           INK)


def head(c, x, y, r, skin, hair, style):
    c.fill(box(x - r * 0.32, y + r * 0.5, r * 0.64, r * 0.9), mixed(skin, INK, 0.12))
    if style == "scarf":
        c.fill(oval(x, y + r * 0.15, r * 1.22, r * 1.3), hair)
        c.fill(oval(x, y + r * 1.25, r * 1.15, r * 0.55), hair)
        c.fill(oval(x, y + r * 0.1, r * 0.8, r * 0.92), skin)
        return
    c.fill(oval(x, y, r, r * 1.06), skin)
    if style == "cap":
        c.fill(oval(x, y - r * 0.2, r * 1.06, r * 0.98, 180, 360), hair)
        c.fill(box(x - r * 1.45, y - r * 0.3, r * 1.6, r * 0.24, 3), hair)
    elif style == "turban":
        c.fill(oval(x, y - r * 0.55, r * 1.2, r * 0.78), hair)
        c.fill(oval(x, y + r * 0.5, r * 0.86, r * 0.72, 0, 180), mixed(INK, WHITE, 0.2))
    elif style == "long":
        c.fill(oval(x, y - r * 0.12, r * 1.12, r * 1.05, 180, 360), hair)
        c.fill(box(x - r * 1.12, y - r * 0.15, r * 0.42, r * 1.7, 6), hair)
        c.fill(box(x + r * 0.7, y - r * 0.15, r * 0.42, r * 1.7, 6), hair)
    else:
        c.fill(oval(x, y - r * 0.16, r * 1.06, r * 1.0, 180, 360), hair)


def person(c, x, foot, tall, skin, top, legs, hair, style="short", skirt=False, stride=1.0,
           reach=None):
    """Somebody who walks; `reach` is where a hand is."""
    r = tall * 0.088
    neck, hip = foot - tall * 0.80, foot - tall * 0.45
    step = tall * 0.11 * stride
    if skirt:
        c.fill([(x - tall * 0.10, hip - 6), (x + tall * 0.10, hip - 6),
                (x + tall * 0.17, foot - tall * 0.07), (x - tall * 0.17, foot - tall * 0.07)], legs)
        for side in (-1, 1):
            c.line([(x + side * tall * 0.06, foot - tall * 0.08), (x + side * tall * 0.06, foot - 4)],
                   tall * 0.05, mixed(legs, INK, 0.4))
    else:
        for side, shade in ((-1, 0.25), (1, 0.0)):
            c.line([(x + side * tall * 0.035, hip), (x + side * step, foot - 6)], tall * 0.085,
                   mixed(legs, INK, shade))
    for side in (-1, 1):
        c.fill(oval(x + side * (tall * 0.06 if skirt else step) + tall * 0.018, foot - 5, tall * 0.05,
                    tall * 0.022), INK)
    shoulder = tall * 0.115
    back = (x - shoulder * 0.8, neck + tall * 0.06)
    c.line(curve([back, (x - shoulder * 1.35, neck + tall * 0.2), (x - shoulder * 1.0, hip)]),
           tall * 0.062, mixed(top, INK, 0.28))
    c.fill(box(x - shoulder, neck, shoulder * 2, hip - neck + tall * 0.05, tall * 0.08), top)
    hand = reach or (x + shoulder * 1.5, hip - tall * 0.01)
    elbow = ((x + shoulder * 0.8 + hand[0]) / 2 + 4, (neck + tall * 0.08 + hand[1]) / 2 + tall * 0.03)
    c.line(curve([(x + shoulder * 0.75, neck + tall * 0.07), elbow, hand]), tall * 0.06,
           mixed(top, INK, 0.12))
    c.fill(oval(hand[0], hand[1], tall * 0.033), skin)
    head(c, x, neck - r * 1.15, r, skin, hair, style)


def wheelchair(c, x, foot, tall, skin, top, legs, hair):
    seat = foot - tall * 0.30
    c.line([(x - tall * 0.12, seat - tall * 0.22), (x - tall * 0.12, seat), (x + tall * 0.12, seat),
            (x + tall * 0.2, foot - tall * 0.07)], 8, INK)
    c.line([(x, seat - 4), (x + tall * 0.19, seat - 2), (x + tall * 0.22, foot - tall * 0.08)],
           tall * 0.085, legs)
    c.fill(oval(x + tall * 0.26, foot - tall * 0.065, tall * 0.055, tall * 0.025), INK)
    c.fill(box(x - tall * 0.11, seat - tall * 0.34, tall * 0.21, tall * 0.36, tall * 0.08), top)
    c.line(curve([(x, seat - tall * 0.25), (x + tall * 0.1, seat - tall * 0.1),
                  (x + tall * 0.15, seat - tall * 0.06)]), tall * 0.06, mixed(top, INK, 0.15))
    c.fill(oval(x + tall * 0.15, seat - tall * 0.06, tall * 0.033), skin)
    head(c, x, seat - tall * 0.44, tall * 0.088, skin, hair, "short")
    wheel = tall * 0.19
    c.fill(oval(x - tall * 0.02, foot - wheel, wheel), INK)
    c.fill(oval(x - tall * 0.02, foot - wheel, wheel - 6), mixed(STONE, DUSK, 0.5))
    c.fill(oval(x - tall * 0.02, foot - wheel, 6), INK)
    c.fill(oval(x + tall * 0.2, foot - tall * 0.04, tall * 0.04), INK)


def dog(c, x, foot, size, coat):
    c.fill(box(x - size * 0.5, foot - size * 0.62, size, size * 0.34, size * 0.16), coat)
    for leg in (-0.4, -0.26, 0.26, 0.4):
        c.line([(x + leg * size, foot - size * 0.4), (x + leg * size * 1.06, foot - 4)], size * 0.1,
               mixed(coat, INK, 0.15))
    c.fill(oval(x + size * 0.58, foot - size * 0.74, size * 0.2, size * 0.18), coat)
    c.fill(oval(x + size * 0.76, foot - size * 0.69, size * 0.13, size * 0.09), coat)
    c.fill(oval(x + size * 0.5, foot - size * 0.74, size * 0.08, size * 0.17), mixed(coat, INK, 0.35))
    c.fill(oval(x + size * 0.87, foot - size * 0.71, size * 0.035), INK)
    c.line(curve([(x - size * 0.47, foot - size * 0.55), (x - size * 0.66, foot - size * 0.74),
                  (x - size * 0.62, foot - size * 0.92)]), size * 0.08, coat)


def logo():
    """A bridge over the beck, a lamp and a hill: round, so that it fits every place."""
    size = 480
    c = Canvas(size, size, WHITE)
    mid = size / 2
    c.fill(oval(mid, mid, 232, steps=160), NAVY)
    c.fill(oval(mid, mid, 212, steps=160), WHITE)

    def inside(outline, colour):
        """What of a shape lies in the circle: cut point by point is enough for these shapes."""
        cut = []
        for x, y in outline:
            dx, dy = x - mid, y - mid
            far = (dx * dx + dy * dy) ** 0.5
            cut.append((mid + dx * 204 / far, mid + dy * 204 / far) if far > 204 else (x, y))
        c.fill(cut, colour)

    dense = [(30 + i, 30) for i in range(0, 421, 6)] + [(450, 30 + i) for i in range(0, 421, 6)]
    dense += [(450 - i, 450) for i in range(0, 421, 6)] + [(30, 450 - i) for i in range(0, 421, 6)]
    inside(dense, rgb("#cfe6ea"))
    c.fill(oval(330, 150, 46), SUN)
    hill = curve([(36, 268), (110, 196), (200, 164), (290, 214), (372, 246), (444, 232)])
    inside(hill + [(444, 300), (36, 300)], LEAF)
    inside(curve([(36, 300), (150, 262), (270, 272), (444, 300)]) + [(444, 330), (36, 330)], MOSS)
    water = ([(30 + i * 6, 322) for i in range(71)] + [(450, 322 + i * 6) for i in range(22)]
             + [(450 - i * 6, 450) for i in range(71)] + [(30, 450 - i * 6) for i in range(22)])
    inside(water, WATER)
    for row, (left, right) in enumerate([(130, 350), (160, 320), (200, 290)]):
        y = 374 + row * 26
        points = [(left + i * 10, y + (6 if (i // 2) % 2 else -4)) for i in range((right - left) // 10)]
        c.line(curve(points, 4), 8, FOAM)
    deck = curve([(40, 322), (130, 270), (240, 250), (350, 270), (440, 322)])
    under = curve([(372, 344), (330, 306), (240, 290), (150, 306), (108, 344)])
    inside(deck + [(440, 344)] + under + [(40, 344)], NAVY)
    for x, y in ((110, 282), (175, 262), (240, 252), (305, 262), (370, 282)):
        c.line([(x, y), (x, y - 34)], 9, NAVY)
    c.line(curve([(66, 272), (130, 236), (240, 216), (350, 236), (414, 272)]), 10, NAVY)
    c.save(HERE / "logo.png")


def campaign():
    """Neighbours of all kinds walk home along a lit street by the beck."""
    w, h = 1200, 675
    c = Canvas(w, h, fade(rgb("#1c3f6b"), rgb("#f6b78a"), 0, 400))
    turn = random.Random(7)
    for _ in range(46):
        c.fill(oval(turn.uniform(0, w), turn.uniform(0, 180), turn.uniform(0.9, 2.2), steps=12),
               WHITE, 0.7)
    c.fill(oval(985, 118, 44), rgb("#fff4d2"))
    c.fill(curve([(0, 330), (180, 262), (360, 300), (560, 236), (780, 292), (990, 250), (1200, 306)])
           + [(1200, 480), (0, 480)], rgb("#7a6a92"))
    c.fill(curve([(0, 388), (220, 330), (470, 366), (740, 322), (1000, 366), (1200, 330)])
           + [(1200, 500), (0, 500)], rgb("#4e5f86"))
    foot = 470
    row = [(-30, 150, 190, CORAL, PLUM), (128, 128, 236, CREAM, BRICK), (264, 168, 176, BRICK, NIGHT),
           (440, 140, 216, rgb("#d9b48a"), PLUM), (588, 176, 186, rgb("#8fa9b8"), NAVY),
           (772, 134, 240, CORAL, NIGHT), (914, 168, 190, CREAM, BRICK),
           (1090, 150, 214, rgb("#d9b48a"), PLUM)]
    for i, (x, wide, tall, wall, roof) in enumerate(row):
        house(c, x, foot, wide, tall, mixed(wall, DUSK, 0.18), mixed(roof, NIGHT, 0.15), 40 + i,
              gable=i % 3 != 2)
    for x, size in ((250, 170), (576, 150), (762, 176), (1086, 160), (8, 150)):
        tree(c, x, foot + 6, size, mixed(MOSS, NAVY, 0.25))
    c.fill([(0, foot), (w, foot), (w, h), (0, h)], fade(rgb("#8d8794"), rgb("#5e5f72"), foot, h))
    c.fill([(0, foot), (w, foot), (w, foot + 12), (0, foot + 12)], rgb("#b9aea8"))
    for x in (190, 520, 850, 1150):
        c.fill(oval(x, foot + 78, 150, 34), LAMP, 0.18)
        c.fill(oval(x, foot + 78, 90, 20), LAMP, 0.18)
        lamp(c, x, foot + 62, 232)
    ground = h - 40
    people_shadow = [(250, 60), (352, 40), (478, 60), (610, 74), (756, 56), (842, 46), (960, 58)]
    for x, wide in people_shadow:
        c.fill(oval(x, ground, wide, 11), NIGHT, 0.30)
    person(c, 250, ground, 250, SKINS[2], rgb("#2c7a7b"), rgb("#22303d"), rgb("#8a2f4e"), "scarf",
           skirt=True, reach=(310, ground - 92))
    person(c, 346, ground, 156, SKINS[2], SUN, rgb("#31577a"), INK, "short", stride=0.9,
           reach=(382, ground - 78))
    person(c, 478, ground, 262, SKINS[1], CORAL, rgb("#2b3a4a"), INK, "short")
    wheelchair(c, 610, ground, 262, SKINS[0], rgb("#3c6e9f"), rgb("#3a3342"), rgb("#c9c2b8"))
    person(c, 756, ground, 252, SKINS[3], rgb("#7d4b86"), rgb("#2b3a4a"), rgb("#5a3524"), "long",
           skirt=False, stride=0.8, reach=(806, ground - 118))
    dog(c, 866, ground, 86, rgb("#e9d3ad"))
    c.line(curve([(806, ground - 118), (860, ground - 70), (902, ground - 60)]), 4, INK)
    person(c, 980, ground, 262, SKINS[2], rgb("#efe3c8"), rgb("#3d5a46"), rgb("#d98032"), "turban")
    c.save(HERE / "together.png")


def canal_lights():
    """The path by the canal with its lamps lit."""
    w, h = 900, 600
    c = Canvas(w, h, fade(rgb("#0c2440"), rgb("#4a6f96"), 0, 330))
    turn = random.Random(3)
    for _ in range(50):
        c.fill(oval(turn.uniform(0, w), turn.uniform(0, 200), turn.uniform(0.8, 2.0), steps=12),
               WHITE, 0.75)
    c.fill(oval(130, 96, 36), rgb("#fdf3cf"))
    c.fill(oval(146, 88, 32), rgb("#173353"))
    for i, (x, wide, tall) in enumerate([(20, 120, 96), (150, 96, 134), (256, 130, 88), (396, 92, 120)]):
        house(c, x, 330, wide, tall, mixed(BRICK, NIGHT, 0.45), mixed(PLUM, NIGHT, 0.5), 70 + i,
              gable=i % 2 == 0)
    c.fill([(0, 330), (w, 330), (w, h), (0, h)], fade(rgb("#2b5878"), rgb("#123149"), 330, h))
    for i, x in enumerate((40, 78, 180, 214, 300, 340, 430)):
        c.fill(box(x, 346, 12, 70 + 16 * (i % 3), 6), LAMP, 0.20)
    path = curve([(470, 330), (520, 372), (560, 450), (560, 600)]) + [(w, 600), (w, 330)]
    c.fill(path, fade(rgb("#7d8273"), rgb("#5b6257"), 330, h))
    c.fill(curve([(640, 330), (700, 380), (790, 460), (w, 540)]) + [(w, 330)], rgb("#2c5a41"))
    c.line(curve([(470, 330), (520, 372), (560, 450), (560, 600)]), 9, STONE)
    hedge = [(640, 322, 40), (690, 330, 48), (745, 342, 58), (806, 362, 68), (874, 392, 82)]
    for x, y, r in hedge:
        c.fill(oval(x, y, r, r * 0.8), FOREST)
        c.fill(oval(x - r * 0.2, y - r * 0.25, r * 0.5, r * 0.3), MOSS)
    for x, foot, tall in ((596, 366, 120), (640, 440, 190), (720, 566, 300)):
        c.fill(oval(x - tall * 0.1, foot + 4, tall * 0.5, tall * 0.13), LAMP, 0.28)
        lamp(c, x, foot, tall)
    for x, y, wide in ((120, 470, 120), (320, 520, 150), (230, 560, 90), (430, 450, 70), (60, 410, 60)):
        c.line([(x, y), (x + wide, y)], 5, FOAM, 0.28)
    for x, y in ((250, 436), (300, 452)):  # two ducks
        c.fill(oval(x, y, 20, 10), CREAM)
        c.fill(oval(x + 16, y - 13, 8), rgb("#2f6b4f"))
        c.fill(box(x + 22, y - 14, 10, 5, 2), SUN)
    c.save(HERE / "canal_lights.png")


def bin_of(c, x, foot, w, h, colour):
    c.fill(oval(x + w / 2, foot, w * 0.62, 9), NIGHT, 0.25)
    c.fill([(x, foot - h), (x + w, foot - h), (x + w - 10, foot), (x + 10, foot)], colour)
    for i in (0.3, 0.5, 0.7):
        c.line([(x + w * i, foot - h + 42), (x + w * i + (0.5 - i) * 8, foot - 16)], 5,
               mixed(colour, INK, 0.2))
    c.fill(box(x - 10, foot - h - 20, w + 20, 26, 8), mixed(colour, INK, 0.3))
    c.fill(box(x + w * 0.2, foot - h - 6, w * 0.6, 12, 5), INK)
    c.fill(oval(x + w / 2, foot - h * 0.45, 24), WHITE)
    c.line(curve([(x + w / 2 - 10, foot - h * 0.45 + 2), (x + w / 2 - 2, foot - h * 0.45 + 10),
                  (x + w / 2 + 12, foot - h * 0.45 - 9)]), 6, colour)


def market_bins():
    """Market Place on a bright day: stalls, and two large new bins."""
    w, h = 900, 600
    c = Canvas(w, h, fade(rgb("#8cc4e0"), rgb("#fdeed2"), 0, 380))
    c.fill(oval(760, 92, 50), rgb("#fff3c4"))
    for x, y, s in ((140, 90, 1.0), (470, 60, 0.7)):
        for dx, dy, r in ((0, 0, 34), (38, 8, 26), (-38, 9, 25), (8, 14, 34)):
            c.fill(oval(x + dx * s, y + dy * s, r * s, r * s * 0.7), WHITE)
    for i, (x, wide, tall, wall, roof) in enumerate(
            [(-20, 150, 210, CREAM, BRICK), (138, 128, 250, CORAL, PLUM), (274, 170, 190, STONE, NAVY),
             (452, 130, 240, rgb("#e7c79c"), BRICK), (590, 170, 200, BRICK, SLATE),
             (768, 160, 236, CREAM, PLUM)]):
        house(c, x, 400, wide, tall, wall, roof, 10 + i, gable=i % 2 == 0)
    c.fill([(0, 400), (w, 400), (w, h), (0, h)], fade(rgb("#d8c8a8"), rgb("#b9a683"), 400, h))
    for y in (430, 474, 528):
        c.line([(0, y), (w, y)], 3, rgb("#a8966f"), 0.5)
    for x, colour in ((40, CORAL), (300, WATER)):
        c.line([(x + 6, 326), (x + 6, 478)], 9, rgb("#6b4a34"))
        c.line([(x + 224, 326), (x + 224, 478)], 9, rgb("#6b4a34"))
        c.fill(box(x, 420, 230, 62, 4), rgb("#9a6b45"))
        c.fill(box(x, 420, 230, 12, 4), rgb("#b98358"))
        for i in range(8):
            stripe = colour if i % 2 == 0 else WHITE
            left = x - 16 + i * 32.8
            c.fill([(left + 16 - i * 4, 284), (left + 16 - i * 4 + 25, 284), (left + 33, 342),
                    (left, 342)], stripe)
            c.fill(oval(left + 16.4, 342, 16.4, 13, 0, 180), stripe)
        fruit = [SUN, CORAL, LEAF, rgb("#d9963f")]
        for i in range(9):
            c.fill(oval(x + 24 + i * 23, 412 - (i % 2) * 5, 13), fruit[(i // 2) % 4])
    c.fill(oval(250, 556, 40, 9), NIGHT, 0.22)
    person(c, 250, 556, 210, SKINS[4], SUN, NAVY, INK, "long", stride=0.7, reach=(296, 452))
    bin_of(c, 590, 552, 116, 176, rgb("#2d7d5a"))
    bin_of(c, 734, 552, 116, 176, rgb("#2a5f8a"))
    c.save(HERE / "market_bins.png")


def park_patrol():
    """The bandstand in Castle Park, children on their way home, and an officer who walks there."""
    w, h = 900, 600
    c = Canvas(w, h, fade(rgb("#9fd0e4"), rgb("#f6f1d8"), 0, 330))
    c.fill(oval(150, 100, 46), rgb("#ffe7a0"))
    c.fill(curve([(0, 322), (200, 262), (430, 300), (660, 250), (900, 310)]) + [(900, 420), (0, 420)],
           MINT)
    for x, size in ((60, 170), (170, 140), (770, 190), (860, 160), (660, 120)):
        tree(c, x, 376, size, MOSS)
    c.fill([(0, 366), (w, 366), (w, h), (0, h)], fade(rgb("#86bb6e"), rgb("#5f9a58"), 366, h))
    c.fill(curve([(330, 600), (400, 520), (520, 470), (700, 440), (900, 430)])
           + [(900, 492), (760, 500), (640, 540), (560, 600)], rgb("#e4d4ac"))
    # the bandstand
    x, foot = 330, 452
    c.fill(oval(x, foot + 6, 190, 20), FOREST, 0.35)
    c.fill(box(x - 168, foot - 40, 336, 44, 5), STONE)
    c.fill(box(x - 176, foot - 50, 352, 14, 4), WHITE)
    for i in range(6):
        px = x - 150 + i * 60
        c.line([(px, foot - 50), (px, foot - 196)], 9, WHITE)
    for i in range(21):
        c.line([(x - 150 + i * 15, foot - 52), (x - 150 + i * 15, foot - 86)], 3, WHITE)
    c.line([(x - 150, foot - 88), (x + 150, foot - 88)], 6, WHITE)
    c.fill([(x - 186, foot - 190), (x + 186, foot - 190), (x + 40, foot - 286), (x - 40, foot - 286)],
           rgb("#2f6f73"))
    for i in (-0.5, 0.0, 0.5):
        c.line([(x + i * 180, foot - 192), (x + i * 40, foot - 284)], 4, rgb("#235558"))
    c.fill(box(x - 190, foot - 198, 380, 14, 6), rgb("#235558"))
    c.fill(oval(x, foot - 284, 40, 20, 180, 360), rgb("#2f6f73"))
    c.line([(x, foot - 304), (x, foot - 330)], 6, rgb("#235558"))
    c.fill(oval(x, foot - 334, 8), SUN)
    for px, wide in ((620, 34), (690, 32), (800, 48)):
        c.fill(oval(px, 556, wide, 9), FOREST, 0.4)
    person(c, 620, 556, 158, SKINS[1], CORAL, rgb("#2d3f58"), INK, "short", stride=0.9)
    person(c, 692, 556, 150, SKINS[0], rgb("#7d4b86"), rgb("#2d3f58"), rgb("#8a4b22"), "long",
           stride=0.8)
    person(c, 800, 556, 236, SKINS[2], INK, rgb("#161d26"), rgb("#161d26"), "cap", stride=0.7)
    c.fill(box(776, 396, 49, 54, 8), rgb("#cfe34a"))
    c.fill(box(776, 416, 49, 9), rgb("#e9eef0"))
    c.save(HERE / "park_patrol.png")


if __name__ == "__main__":
    for draw in (logo, campaign, canal_lights, market_bins, park_patrol):
        draw()
