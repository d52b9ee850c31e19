#include "admin/map/national_grid.h"

#include <cmath>

// Letters and steps are those of the guide, so that it can be read beside this file.
namespace harmony::admin {
namespace {

constexpr double radians_a_degree = M_PI / 180;

/// An ellipsoid by its half axes in metres (annex A.1).
struct Ellipsoid {
    double a;
    double b;

    [[nodiscard]] double e2() const { return (a * a - b * b) / (a * a); }
};
constexpr Ellipsoid airy_1830{6377563.396, 6356256.909};
constexpr Ellipsoid grs80{6378137.000, 6356752.3141};

// The projection of the National Grid (annex A.2).
constexpr double f0 = 0.9996012717;
constexpr double phi0 = 49 * radians_a_degree;
constexpr double lambda0 = -2 * radians_a_degree;
constexpr double e0 = 400000;
constexpr double n0 = -100000;

struct Cartesian {
    double x;
    double y;
    double z;
};

/// Annex B.1, at height 0.
Cartesian cartesian(Degrees place, const Ellipsoid& on) {
    const double phi = place.latitude * radians_a_degree;
    const double lambda = place.longitude * radians_a_degree;
    const double nu = on.a / std::sqrt(1 - on.e2() * std::sin(phi) * std::sin(phi));
    return {nu * std::cos(phi) * std::cos(lambda),
            nu * std::cos(phi) * std::sin(lambda),
            (1 - on.e2()) * nu * std::sin(phi)};
}

/// Annex B.2: latitude by repeating until it stands still.
Degrees degrees(const Cartesian& at, const Ellipsoid& on) {
    const double p = std::hypot(at.x, at.y);
    double phi = std::atan2(at.z, p * (1 - on.e2()));
    for (int round = 0; round < 10; ++round) {
        const double nu = on.a / std::sqrt(1 - on.e2() * std::sin(phi) * std::sin(phi));
        phi = std::atan2(at.z + on.e2() * nu * std::sin(phi), p);
    }
    return {phi / radians_a_degree, std::atan2(at.y, at.x) / radians_a_degree};
}

/// WGS84 to OSGB36: section 6.6, translations in metres, rotations in seconds of arc, scale in
/// parts per million.
Cartesian to_osgb36(const Cartesian& from) {
    constexpr double second = radians_a_degree / 3600;
    constexpr double tx = -446.448;
    constexpr double ty = 125.157;
    constexpr double tz = -542.060;
    constexpr double rx = -0.1502 * second;
    constexpr double ry = -0.2470 * second;
    constexpr double rz = -0.8421 * second;
    constexpr double s = 20.4894e-6;
    return {tx + (1 + s) * from.x - rz * from.y + ry * from.z,
            ty + rz * from.x + (1 + s) * from.y - rx * from.z,
            tz - ry * from.x + rx * from.y + (1 + s) * from.z};
}

/// The developed arc of the meridian (C3).
double meridian(double phi, double n) {
    const double minus = phi - phi0;
    const double plus = phi + phi0;
    const double n2 = n * n;
    const double n3 = n2 * n;
    return airy_1830.b * f0 *
           ((1 + n + 1.25 * n2 + 1.25 * n3) * minus -
            (3 * n + 3 * n2 + 2.625 * n3) * std::sin(minus) * std::cos(plus) +
            (1.875 * n2 + 1.875 * n3) * std::sin(2 * minus) * std::cos(2 * plus) -
            35.0 / 24 * n3 * std::sin(3 * minus) * std::cos(3 * plus));
}

}  // namespace

survey::GridPoint project(Degrees airy) {
    const double phi = airy.latitude * radians_a_degree;
    const double lambda = airy.longitude * radians_a_degree - lambda0;
    const double n = (airy_1830.a - airy_1830.b) / (airy_1830.a + airy_1830.b);
    const double sine2 = std::sin(phi) * std::sin(phi);
    const double bend = 1 - airy_1830.e2() * sine2;
    const double nu = airy_1830.a * f0 / std::sqrt(bend);
    const double rho = airy_1830.a * f0 * (1 - airy_1830.e2()) / std::pow(bend, 1.5);
    const double eta2 = nu / rho - 1;
    const double cosine = std::cos(phi);
    const double cosine3 = std::pow(cosine, 3);
    const double cosine5 = std::pow(cosine, 5);
    const double tan2 = std::tan(phi) * std::tan(phi);
    const double tan4 = tan2 * tan2;
    const double i = meridian(phi, n) + n0;
    const double ii = nu / 2 * std::sin(phi) * cosine;
    const double iii = nu / 24 * std::sin(phi) * cosine3 * (5 - tan2 + 9 * eta2);
    const double iiia = nu / 720 * std::sin(phi) * cosine5 * (61 - 58 * tan2 + tan4);
    const double iv = nu * cosine;
    const double v = nu / 6 * cosine3 * (nu / rho - tan2);
    const double vi = nu / 120 * cosine5 * (5 - 18 * tan2 + tan4 + 14 * eta2 - 58 * tan2 * eta2);
    return {e0 + iv * lambda + v * std::pow(lambda, 3) + vi * std::pow(lambda, 5),
            i + ii * std::pow(lambda, 2) + iii * std::pow(lambda, 4) + iiia * std::pow(lambda, 6)};
}

survey::GridPoint national_grid(Degrees wgs84) {
    return project(degrees(to_osgb36(cartesian(wgs84, grs80)), airy_1830));
}

// Newton's method on the way there: it is smooth, and 1 degree north is nearly 111 km everywhere.
Degrees degrees_of(survey::GridPoint point) {
    constexpr double step = 1e-4;
    Degrees at{54, -2};
    for (int round = 0; round < 12; ++round) {
        const survey::GridPoint here = national_grid(at);
        const survey::GridPoint north = national_grid({at.latitude + step, at.longitude});
        const survey::GridPoint east = national_grid({at.latitude, at.longitude + step});
        const double north_e = (north.easting - here.easting) / step;
        const double north_n = (north.northing - here.northing) / step;
        const double east_e = (east.easting - here.easting) / step;
        const double east_n = (east.northing - here.northing) / step;
        const double miss_e = point.easting - here.easting;
        const double miss_n = point.northing - here.northing;
        const double determinant = north_e * east_n - north_n * east_e;
        at.latitude += (miss_e * east_n - miss_n * east_e) / determinant;
        at.longitude += (north_e * miss_n - north_n * miss_e) / determinant;
    }
    return at;
}

}  // namespace harmony::admin
