// harmony-courier: carries what lies in a kiosk's spool to the office's folder, stick or store, and
// brings back what the office left there. Holds no key of Harmony's.
#include <signal.h>  // NOLINT(modernize-deprecated-headers): sigtimedwait

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <optional>

#include "base/random.h"
#include "kiosk/courier_run.h"
#include "kiosk/courier_watch.h"
#include "kiosk/faults/watchdog.h"
#include "sync/crypto.h"
#include "sync/open_courier.h"

namespace {

using namespace harmony;
namespace fs = std::filesystem;

constexpr const char* settings_file = "/etc/harmony/courier.toml";
constexpr const char* secret_file = "/etc/harmony/courier.secret";
constexpr std::size_t secret_cap = 4096;

struct Line {
    std::string data = "/var/lib/harmony-kiosk";
    std::string address;
    std::string secret;
    sync::NetworkOptions network;
    std::size_t max_up_kbps = 0;
    std::size_t max_down_kbps = 0;
    bool watch = false;
};

void declare(CLI::App& app, Line& line) {
    app.set_config("--config", settings_file, "Settings: the options below, one a line");
    app.add_option("--data", line.data, "The kiosk's state folder, which holds the spool");
    app.add_option("--courier",
                   line.address,
                   "folder:/path, usb:/mount/point, https://host/folder or s3:https://host/bucket")
        ->required();
    app.add_option("--secret",
                   line.secret,
                   "A file of two lines: name, then password (or key id, then secret key)");
    app.add_option("--ca-file", line.network.ca_file, "The council's own certificates");
    app.add_option(
        "--pin-sha256", line.network.pin_sha256, "The store's public key, base64 of its SHA-256");
    app.add_option("--proxy", line.network.proxy, "env, none, or an address");
    app.add_option("--max-up-kbps", line.max_up_kbps, "Kilobits a second out; 0: free");
    app.add_option("--max-down-kbps", line.max_down_kbps, "Kilobits a second in; 0: free");
    app.add_flag("--watch", line.watch, "Go on until stopped");
}

int refuse(const base::Error& error) {
    std::fprintf(stderr, "%s\n", error.message.c_str());
    return 1;
}

/// Named on the command line, handed over by the service manager, or in its place.
fs::path place_of_secret(const Line& line) {
    if (!line.secret.empty()) {
        return line.secret;
    }
    const char* handed_over = std::getenv("CREDENTIALS_DIRECTORY");
    return handed_over != nullptr ? fs::path(handed_over) / "courier.secret"
                                  : fs::path(secret_file);
}

base::Result<sync::Credentials> credentials(const Line& line, base::Files& files) {
    const fs::path file = place_of_secret(line);
    base::Result<base::Bytes> text = files.read(file, secret_cap);
    if (!text && text.error().kind == base::ErrorKind::absent && line.secret.empty()) {
        return sync::Credentials{};  // a store that asks for none
    }
    if (!text) {
        return text.error().while_doing("reading " + file.string());
    }
    if (base::as_text(*text) == "\n") {
        return sync::Credentials{};  // what the service hands over where there is no secret
    }
    base::Result<sync::Credentials> read = sync::read_credentials(*text);
    std::fill(text->begin(), text->end(), std::byte{});
    return std::move(read).while_doing("reading " + file.string());
}

/// False when a signal says stop.
bool sleep_for(std::chrono::milliseconds time, const sigset_t& stop) {
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(time);
    const timespec limit{seconds.count(), (time - seconds).count() * 1'000'000};
    return ::sigtimedwait(&stop, nullptr, &limit) < 0;
}

/// As `sleep_for`; ends early when a stick is put into the slot, and says to the service manager
/// all the while that this program lives.
bool wait_for(std::chrono::milliseconds time,
              std::optional<kiosk::StickSlot>& slot,
              const kiosk::ServicePulse& pulse,
              const sigset_t& stop) {
    const std::chrono::milliseconds glance =
        slot ? std::chrono::seconds{1} : std::chrono::minutes{1};
    for (auto left = time; left.count() > 0; left -= glance) {
        pulse.waiting();
        if (!sleep_for(std::min(left, glance), stop)) {
            return false;
        }
        if (slot && slot->came()) {
            return true;
        }
    }
    return true;
}

/// What each run needs anew: a kiosk may have been enrolled since.
base::Result<kiosk::CourierNews> run_once(base::Files& files,
                                          const kiosk::StateFolder& folder,
                                          const sync::StoreAddress& to,
                                          const sync::CourierParts& parts,
                                          const Line& line,
                                          sync::Courier::Remarks& remarks) {
    const auto wants = kiosk::wants_of(files, folder);
    if (!wants) {
        return wants.error().while_doing("looking for something to carry");
    }
    const auto who = to.on_network() ? credentials(line, files) : sync::Credentials{};
    if (!who) {
        return who.error();
    }
    const auto place = sync::open_courier(to, wants->org, parts, *who, line.network);
    if (!place) {
        return place.error();
    }
    const kiosk::OneRun alone(folder.spool_in() / ".run");
    auto news = kiosk::carry_once(files, folder, *wants, **place);
    remarks = (*place)->remarks();
    return news;
}

int say(const base::Result<kiosk::CourierNews>& news) {
    if (!news) {
        return refuse(news.error());
    }
    std::printf("%zu out, %zu in\n", news->delivered.size(), news->brought);
    std::fflush(stdout);
    return news->reached ? 0 : refuse({base::ErrorKind::unreachable, news->trouble});
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app(
        "Carries a kiosk's sealed packages to the office's folder, stick or store, and back.\n"
        "Example: harmony-courier --data /var/lib/harmony-kiosk --courier folder:/mnt/office");
    Line line;
    declare(app, line);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 2;
    }
    constexpr std::size_t bytes_of_a_kilobit = 125;
    line.network.max_up_bytes_s = line.max_up_kbps * bytes_of_a_kilobit;
    line.network.max_down_bytes_s = line.max_down_kbps * bytes_of_a_kilobit;
    if (const auto started = sync::start(); !started) {
        return refuse(started.error());
    }
    const auto to = sync::parse_store_address(line.address);
    if (!to) {
        return refuse(to.error());
    }
    sigset_t stop;
    sigemptyset(&stop);
    sigaddset(&stop, SIGTERM);
    sigaddset(&stop, SIGINT);
    if (line.watch) {
        sigprocmask(SIG_BLOCK, &stop, nullptr);
    }
    base::SystemRandom random;
    base::RealFiles files(random);
    const base::SystemClock clock;
    const kiosk::StateFolder folder{line.data};
    sync::BackOff back_off(random);
    std::optional<kiosk::StickSlot> slot;
    if (to->kind == sync::StoreAddress::Kind::stick) {
        slot.emplace(to->path);
    }
    const kiosk::ServicePulse pulse(kiosk::service_address());
    pulse.ready();
    for (;;) {
        pulse.working();
        sync::Courier::Remarks remarks;
        const auto news = run_once(files, folder, *to, {files, random, clock}, line, remarks);
        const int code = say(news);
        if (!line.watch) {
            return code;
        }
        kiosk::CourierNews failed;
        failed.kind = news ? base::ErrorKind::unreachable : news.error().kind;
        const auto wait = kiosk::wait_after(news ? *news : failed, remarks, back_off);
        if (!wait_for(wait, slot, pulse, stop)) {
            return 0;
        }
    }
}
