#!/usr/bin/env python3
"""draw_town.py: writes tarnbeck.geojson and places.csv, the invented town of the demo.

Tarnbeck lies in square TB of the National Grid, which is sea, so that no real place is meant. The
same run gives the same bytes. harmony-admin map turns the two files into the map of the demo.
"""
import json
import math
import random

random.seed(1887)
WEST, SOUTH = 652000, 422000  # corner of the drawing; everything below is metres from it
WIDTH, HEIGHT = 2600, 1900

features = []


def at(x, y):
    return [round(WEST + x, 1), round(SOUTH + y, 1)]


def add(kind, shape, points, name=None):
    properties = {"kind": kind}
    if name:
        properties["name"] = name
    if shape == "Polygon":
        ring = [at(*p) for p in points]
        coordinates = [ring + [ring[0]]]
    elif shape == "Point":
        coordinates = at(*points)
    else:
        coordinates = [at(*p) for p in points]
    features.append({"type": "Feature", "properties": properties,
                     "geometry": {"type": shape, "coordinates": coordinates}})


def curve(points, steps=8):
    """A Catmull-Rom line through the points."""
    out = []
    ends = [points[0]] + list(points) + [points[-1]]
    for i in range(1, len(ends) - 2):
        p0, p1, p2, p3 = ends[i - 1:i + 3]
        for s in range(steps):
            t = s / steps
            out.append(tuple(
                0.5 * (2 * p1[k] + (p2[k] - p0[k]) * t
                       + (2 * p0[k] - 5 * p1[k] + 4 * p2[k] - p3[k]) * t * t
                       + (3 * p1[k] - p0[k] - 3 * p2[k] + p3[k]) * t ** 3) for k in (0, 1)))
    return out + [points[-1]]


# --- the river Tarn, from the north-east to the south ------------------------------------------
river = curve([(1990, 1900), (1905, 1640), (1760, 1420), (1700, 1150), (1790, 900), (1930, 660),
               (1900, 380), (1790, 160), (1740, 0)])
left, right = [], []
for i, (x, y) in enumerate(river):
    a, b = river[max(0, i - 1)], river[min(len(river) - 1, i + 1)]
    length = math.hypot(b[0] - a[0], b[1] - a[1])
    nx, ny = (b[1] - a[1]) / length, -(b[0] - a[0]) / length
    width = 24 + 6 * math.sin(i / 5)
    left.append((x + nx * width, y + ny * width))
    right.append((x - nx * width, y - ny * width))
add("water", "Polygon", left + right[::-1], "River Tarn")
add("stream", "LineString", curve([(300, 1900), (420, 1600), (640, 1395), (980, 1330), (1330, 1290),
                                   (1700, 1180)]), "Mill Beck")

# --- parks and open ground --------------------------------------------------------------------
castle_park = curve([(1010, 210), (1230, 160), (1420, 230), (1475, 420), (1400, 560), (1180, 585),
                     (1000, 500), (950, 340), (1010, 210)])[:-1]
add("park", "Polygon", castle_park, "Castle Park")
add("water", "Polygon", curve([(1270, 300), (1340, 290), (1375, 345), (1325, 390), (1260, 365),
                               (1270, 300)])[:-1], "Castle Pond")
add("park", "Polygon", [(2010, 1190), (2330, 1150), (2390, 1330), (2180, 1420), (2030, 1370)],
    "Riverside Meadow")
add("park", "Polygon", [(150, 390), (380, 350), (430, 560), (260, 640), (140, 560)],
    "Millfield Green")
add("park", "Polygon", [(640, 1585), (850, 1560), (880, 1730), (690, 1760)], "Northgate Rec")
add("square", "Polygon", [(1150, 905), (1290, 890), (1310, 990), (1165, 1005)], "Market Place")

# --- streets ----------------------------------------------------------------------------------
streets = {}


def street(name, points, kind="street", bend=True):
    line = curve(points) if bend and len(points) > 2 else list(points)
    streets[name] = line
    add(kind, "LineString", line, name)


street("High Street", [(700, 930), (1060, 945), (1420, 920), (1690, 960)], "main_street")
street("North Road", [(1060, 945), (1010, 1180), (930, 1450), (905, 1900)], "main_street")
street("Castle Road", [(1225, 900), (1260, 740), (1235, 590), (1180, 585)], "main_street")
street("Station Road", [(700, 930), (420, 900), (0, 840)], "main_street")
street("Tarn Bridge", [(1690, 960), (1800, 985), (2110, 1010), (2600, 1075)], "main_street")
street("London Road", [(1420, 920), (1560, 700), (1610, 400), (1560, 0)], "main_street")
street("Church Road", [(820, 938), (800, 1090), (860, 1230), (1010, 1180)])
street("Market Street", [(1225, 1000), (1240, 1120), (1200, 1260), (960, 1330)])
street("Mill Lane", [(420, 900), (380, 1120), (420, 1330), (520, 1480)])
street("Weaver Street", [(380, 1120), (590, 1150), (800, 1090)])
street("Tanner Row", [(420, 1330), (640, 1290), (860, 1230)])
street("Library Street", [(930, 1450), (760, 1480), (520, 1480)])
street("School Lane", [(420, 900), (430, 740), (470, 560), (430, 330)])
street("Millfield Road", [(0, 640), (200, 690), (430, 740), (720, 700), (980, 640)])
street("Orchard Street", [(470, 560), (700, 520), (950, 470)])
street("Quarry Lane", [(430, 330), (650, 300), (940, 330)])
street("Chapel Street", [(720, 700), (700, 520), (650, 300), (640, 60)])
street("Riverside Road", [(2110, 1010), (2060, 1150), (1980, 1350), (2060, 1600), (2150, 1900)])
street("Ferry Street", [(1560, 700), (1700, 690), (1860, 640)])
street("Wharf Road", [(2110, 1010), (2120, 780), (2080, 480), (2010, 200), (1960, 0)])
street("Meadow Road", [(2110, 1010), (2330, 870), (2390, 640), (2360, 330)])
street("Garden Street", [(2120, 780), (2260, 760), (2390, 640)])
street("Bell Street", [(2080, 480), (2220, 450), (2360, 330)])
street("Foundry Street", [(1420, 920), (1450, 1080), (1420, 1290)])
street("Union Street", [(1240, 1120), (1450, 1080), (1640, 1050)])
street("Northgate", [(930, 1450), (1150, 1500), (1400, 1490), (1620, 1440)])
street("Hill Street", [(1150, 1500), (1180, 1690), (1140, 1900)])
street("Park Street", [(1400, 1490), (1430, 1680), (1470, 1900)])
street("Bishop Street", [(910, 1690), (1180, 1690), (1430, 1680)])
street("Lodge Avenue", [(520, 1480), (470, 1650), (500, 1900)])
street("Westbank", [(0, 1180), (190, 1170), (380, 1120)])
street("Abbey Close", [(190, 1170), (210, 1340), (420, 1330)])
for name, points in {
        "Castle walk": [(1235, 590), (1200, 470), (1230, 340), (1200, 170)],
        "Pond path": [(950, 390), (1120, 400), (1230, 340), (1410, 330)],
        "River path": [(1800, 985), (1740, 1150), (1800, 1390), (1950, 1620), (2040, 1880)],
        "Meadow path": [(2060, 1150), (2200, 1250), (2330, 1310)],
        "Green path": [(150, 480), (290, 490), (430, 560)]}.items():
    add("path", "LineString", curve(points))
railway = curve([(0, 720), (260, 610), (300, 250), (250, 0)])
add("rail", "LineString", railway)

# --- buildings along the streets --------------------------------------------------------------
taken = []


def inside(point, ring):
    x, y = point
    hit = False
    for i, a in enumerate(ring):
        b = ring[i - 1]
        if (a[1] > y) != (b[1] > y) and x < a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0]):
            hit = not hit
    return hit


def far_from_lines(point, least):
    for line in list(streets.values()) + [river, railway]:
        keep = least + (22 if line is river else 0)
        for a, b in zip(line, line[1:]):
            dx, dy = b[0] - a[0], b[1] - a[1]
            square = dx * dx + dy * dy
            t = 0 if square == 0 else max(0, min(1, ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy)
                                                 / square))
            if math.hypot(point[0] - a[0] - t * dx, point[1] - a[1] - t * dy) < keep:
                return False
    return True


parks = [[(p[0] - WEST, p[1] - SOUTH) for p in f["geometry"]["coordinates"][0]]
         for f in features if f["properties"]["kind"] in ("park", "square")]


def free(corners, middle, size):
    if any(inside(c, ring) for ring in parks for c in corners):
        return False
    if any(not (8 < c[0] < WIDTH - 8 and 8 < c[1] < HEIGHT - 8) for c in corners):
        return False
    if not all(far_from_lines(c, 9) for c in corners + [middle]):
        return False
    return all(math.hypot(middle[0] - x, middle[1] - y) > (size + s) * 0.56 for x, y, s in taken)


def building(middle, turn, width, depth, name=None):
    c, s = math.cos(turn), math.sin(turn)
    corners = [(middle[0] + c * x - s * y, middle[1] + s * x + c * y)
               for x, y in ((-width / 2, -depth / 2), (width / 2, -depth / 2),
                            (width / 2, depth / 2), (-width / 2, depth / 2))]
    size = math.hypot(width, depth) * 0.9
    if name or free(corners, middle, size):
        taken.append((middle[0], middle[1], size))
        add("building", "Polygon", corners, name)


building((820, 1435), 0.1, 46, 26, "Northgate Library")
building((2200, 1110), -0.2, 44, 28, "Riverside Hall")
building((560, 640), 0.1, 60, 30, "Millfield Primary School")
building((905, 1045), 0.2, 34, 18, "St Brannoc’s Church")
building((1110, 860), 0.0, 42, 24, "Town Hall")
building((1120, 470), 0.4, 34, 34, "Castle")
building((390, 650), 1.3, 50, 18, "Station")
for line in list(streets.values()):
    for a, b in zip(line, line[1:]):
        length = math.hypot(b[0] - a[0], b[1] - a[1])
        turn = math.atan2(b[1] - a[1], b[0] - a[0])
        along = random.uniform(0, 8)
        while along < length:
            width, depth = random.uniform(9, 17), random.uniform(8, 13)
            for side in (-1, 1):
                off = side * random.uniform(17.5, 20)
                x = a[0] + math.cos(turn) * along - math.sin(turn) * off
                y = a[1] + math.sin(turn) * along + math.cos(turn) * off
                if random.random() < 0.86:
                    building((x, y), turn, width, depth)
            along += width + random.uniform(2, 9)

# --- districts and the area --------------------------------------------------------------------
add("place", "Point", (1290, 1590), "Northgate")
add("place", "Point", (2290, 1530), "Riverside")
add("place", "Point", (240, 760), "Millfield")
add("place", "Point", (880, 150), "Castle Park")
add("area", "Polygon", [(40, 60), (640, 25), (1500, 30), (2100, 60), (2540, 300), (2560, 1200),
                        (2350, 1840), (1500, 1870), (460, 1860), (60, 1300)], "Tarnbeck")

with open("tarnbeck.geojson", "w", encoding="utf-8") as out:
    out.write('{"type": "FeatureCollection",\n "generator": "draw_town.py",\n "crs": {"type": "name", '
              '"properties": {"name": "urn:ogc:def:crs:EPSG::27700"}},\n "features": [\n')
    out.write(",\n".join(json.dumps(f, ensure_ascii=False, separators=(",", ":")) for f in features))
    out.write("\n]}\n")

places = [("northgate", "Northgate", "ward", "north", 1290, 1590),
          ("riverside", "Riverside", "ward", "north", 2200, 1480),
          ("millfield", "Millfield", "ward", "south", 300, 760),
          ("castle_park", "Castle Park", "park", "south", 1200, 380),
          ("northgate_library", "Northgate Library", "public building", "north", 820, 1435),
          ("riverside_hall", "Riverside Hall", "public building", "north", 2200, 1110),
          ("millfield_school", "Millfield Primary School", "public building", "south", 560, 640),
          ("station", "Station", "public building", "south", 390, 650),
          ("town_hall", "Town Hall", "public building", "centre", 1110, 860),
          ("market_place", "Market Place", "square", "centre", 1230, 950),
          ("riverside_meadow", "Riverside Meadow", "park", "north", 2190, 1290),
          ("millfield_green", "Millfield Green", "park", "south", 280, 500),
          ("northgate_rec", "Northgate Rec", "park", "north", 760, 1660)]
centre = {"High Street", "Church Road", "Market Street", "Castle Road", "Foundry Street",
          "Union Street"}
for name, line in streets.items():
    if name == "Northgate":
        continue
    middle = line[len(line) // 2]
    area = "centre" if name in centre else "north" if middle[1] > 950 else "south"
    places.append((name.lower().replace(" ", "_"), name, "street", area, *middle))
with open("places.csv", "w", encoding="utf-8") as out:
    out.write("name,label,kind,area,easting,northing\n")
    for name, label, kind, area, x, y in sorted(places, key=lambda p: (p[3], p[2], p[1])):
        out.write(f"{name},{label},{kind},{area},{round(WEST + x)},{round(SOUTH + y)}\n")
